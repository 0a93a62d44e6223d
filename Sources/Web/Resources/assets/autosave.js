// Saves a section of the form while it is written, the way its own buttons do.
//
// Nothing depends on it: without it every button saves. It is the only script of this site.
"use strict";
(() => {
  const form = document.querySelector("form[data-saving]");
  if (!form) return;
  const state = form.querySelector(".save-state");
  const revision = form.elements.namedItem("revision");
  const pause = 1200;
  const patience = 10000;
  let timer = 0;
  let sending = null;
  // Whether something was written that is not on its way yet.
  let isDirty = false;
  // Whether saving by itself would do harm, or no good: somebody else has saved, or one is signed out.
  let isOver = false;

  const say = (key) => { state.textContent = form.dataset[key]; };

  const later = (time) => {
    clearTimeout(timer);
    timer = setTimeout(() => save(false), time);
  };

  const save = (isLeaving) => {
    clearTimeout(timer);
    timer = 0;
    if (sending || isOver || !isDirty) return sending ?? Promise.resolve();
    isDirty = false;
    say("saving");
    const body = new URLSearchParams(new FormData(form));
    body.set("do", "autosave");
    sending = fetch(form.getAttribute("action"), {
      method: "POST", body, redirect: "manual", credentials: "same-origin", keepalive: isLeaving,
    }).then(async (answer) => {
      if (answer.ok) {
        revision.value = (await answer.text()).trim();
        say("saved");
      } else {
        isDirty = true;
        isOver = answer.status === 409 || answer.type === "opaqueredirect";
        say(answer.status === 409 ? "conflict" : isOver ? "ended" : "failed");
        if (!isOver) later(patience);
      }
    }).catch(() => {
      isDirty = true;
      say("failed");
      later(patience);
    }).finally(() => { sending = null; });
    return sending.then(() => { if (isDirty && !timer) later(pause); });
  };

  const written = () => {
    isDirty = true;
    if (!isOver) later(pause);
  };

  form.addEventListener("input", written);
  form.addEventListener("change", written);

  // A button sends everything itself, but not before what is on its way has arrived.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    isDirty = false;
    if (!sending) {
      isOver = true;
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    sending.finally(() => form.requestSubmit(button));
  });

  // Whoever goes on by a link finds what was written there.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const isElsewhere = event.button || event.metaKey || event.ctrlKey || event.shiftKey;
    if (!link || link.target || isElsewhere || link.getAttribute("href").startsWith("#")) return;
    if (isOver || (!isDirty && !sending)) return;
    event.preventDefault();
    // Where it could not be saved one stays, and reads why.
    Promise.resolve(sending).then(() => save(true)).then(() => {
      if (!isDirty) location.assign(link.href);
    });
  });

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save(true);
  });
})();
