/// The smallest rulebook that is in order, for tests that break one thing of it.
enum SmallRulebook {
  static let text = """
    rulebook: xx-test
    version: 1
    date: 2026-01-01
    track: test
    jurisdiction: XX
    calendar: cn
    name: {zh: 测试, en: Test}
    authority: {zh: 机关, en: Authority}
    sources:
      - {id: law, title: {zh: 法, en: Law}, grade: A, url: https://example.org/law}
    roles:
      - {id: provider, name: {zh: 提供者, en: provider}, help: {zh: 说明, en: help}}
    procedures:
      - {id: filing, name: {zh: 备案, en: filing}, help: {zh: 说明, en: help}, family: algorithm-filing}
    sections:
      - {id: basics, name: {zh: 基本, en: Basics}, stage: algorithm}
      - {id: goods, name: {zh: 产品, en: Goods}, stage: algorithm, repeats: true}
    fields:
      - {id: role, section: basics, kind: choice, label: {zh: 角色, en: Role}, required: true, options: [{id: provider, label: {zh: 提供者, en: provider}}]}
      - {id: title, section: basics, kind: text, label: {zh: 名称, en: Title}, required: {when: {equals: {field: role, value: provider}}}, greatest: 40}
      - {id: good, section: goods, kind: text, label: {zh: 产品, en: Good}, required: true}
    documents:
      - {id: report, stage: algorithm, name: {zh: 报告, en: Report}, help: {zh: 说明, en: help}, required: true, formats: [pdf], source: {id: law}}
    completeness:
      - {id: same, function: same-text, fields: [title, good], wording: {zh: 不同, en: differ}, remedy: {zh: 改, en: correct}, source: {id: law, clause: art. 1}}
    clocks:
      - {id: file, name: {zh: 期限, en: time}, days: 10, party: organization, starts: {zh: 起, en: start}, on-return: none, source: {id: law}}
    outcomes:
      - {id: filed, name: {zh: 备案, en: filed}, valid: true, final: false, by: [authority], source: {id: law}}
    obligations:
      - {id: duty, roles: [provider], duty: {zh: 义务, en: duty}, evidence: [{zh: 证据, en: proof}], sources: [{id: law}]}
    labels:
      - {id: mark, kind: explicit, media: [image], wording: {zh: 标识, en: mark}, least-height-percent: 5, source: {id: law}}
    wording:
      not-endorsement: {zh: 不认可, en: no endorsement}
      not-application: {zh: 非申请, en: no application}
      objection: {zh: 疑议, en: objection}

    """
}
