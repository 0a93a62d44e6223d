import HashTreeCollections
import Record
import Rules

extension CaseState {
  /// Applies what an event says; `firstLeaf` is the index of the first entry that it made public.
  mutating func apply(_ event: CaseEvent, of envelope: Event, firstLeaf: UInt64) {
    switch event {
    case .personRegistered(let account, let person):
      accounts[account] = Account(
        id: account, person: person, roles: [.applicant], staffID: nil)
    case .administratorBegun(let account, let person, let staffID):
      accounts[account] = Account(
        id: account, person: person, roles: [.administrator], staffID: staffID)
    case .accountDemonstrated(let account, let person, let roles, let staffID):
      accounts[account] = Account(id: account, person: person, roles: roles, staffID: staffID)
    case .accountProposed(let id, let account, let person, let roles, let staffID, let half):
      proposals[id] = AccountProposal(
        id: id, account: account, person: person, roles: roles, staffID: staffID,
        proposedBy: Identifier(envelope.actor) ?? account, firstHalf: half)
    case .accountConfirmed(let proposal, let half): proposals[proposal]?.secondHalf = half
    case .accountActivated(let id):
      guard let proposal = proposals[id] else { return }
      proposals[id] = nil
      accounts[proposal.account] = Account(
        id: proposal.account, person: proposal.person, roles: proposal.roles,
        staffID: proposal.staffID)
    case .accountEnded(let account): accounts[account]?.isActive = false
    case .personErased(let person):
      erased.insert(person)
      acting[person] = nil
      for mandate in mandates.values
      where mandate.person == person
        && (mandate.status == .requested || mandate.status == .accepted && mandate.filing == nil)
      {
        mandates[mandate.id]?.status = .ended
      }
      for account in accounts.values where account.person == person {
        accounts[account.id]?.isActive = false
      }
    case .resetProposed(let id, let account, let half, let takesSecondFactor):
      // A newer one takes the place of those before it.
      for old in resets.values where old.account == account { resets[old.id] = nil }
      resets[id] = PasswordReset(
        id: id, account: account, proposedBy: Identifier(envelope.actor) ?? account,
        proposed: envelope.at, takesSecondFactor: takesSecondFactor ?? false, firstHalf: half)
    case .resetConfirmed(let id, let half): resets[id]?.secondHalf = half
    case .resetRedeemed(let id): resets[id] = nil
    case .organizationRegistered(let id, let code, let name):
      organizations[id] = FilingOrganization(id: id, creditCode: code, name: name)
      organizationByCode[code.text] = id
    case .mandateRequested, .mandateAccepted, .mandateDeclined, .mandateEnded:
      applyMandate(event, of: envelope)
    case .begun(let id, let organization, let track, let rulebook):
      guard let applicant = Identifier(envelope.actor) else { return }
      applications[id] = Application(
        id: id, organization: organization, track: track, rulebook: rulebook, begun: envelope.at,
        applicant: applicant, changed: envelope.at)
      step(id, .begin, envelope)
    case .published(let list, let ids):
      for id in ids {
        applications[id]?.status = .published
        applications[id]?.list = list
        step(id, .publish, envelope)
      }
    default: applyCase(event, of: envelope, firstLeaf: firstLeaf)
    }
  }

  private mutating func applyMandate(_ event: CaseEvent, of envelope: Event) {
    switch event {
    case .mandateRequested(let id, let organization, let person, let filing):
      guard let record = envelope.records?.first else { return }
      mandates[id] = Mandate(
        id: id, organization: organization, person: person, filing: filing, record: record,
        requested: envelope.at)
    case .mandateAccepted(let id):
      mandates[id]?.status = .accepted
      mandates[id]?.accepted = envelope.at
      guard let mandate = mandates[id] else { return }
      if let filing = mandate.filing {
        organizations[mandate.organization]?.claimedFilings.append(filing)
      } else {
        acting[mandate.person, default: []].insert(mandate.organization)
      }
    case .mandateDeclined(let id):
      mandates[id]?.status = .declined
      mandates[id]?.reason = envelope.records?.first
    case .mandateEnded(let id):
      mandates[id]?.status = .ended
      guard let mandate = mandates[id], mandate.filing == nil else { return }
      acting[mandate.person]?.remove(mandate.organization)
    default: break
    }
  }

  private mutating func applyCase(_ event: CaseEvent, of envelope: Event, firstLeaf: UInt64) {
    let today = envelope.at.beijingDay
    switch event {
    case .submitted(let id):
      guard let record = envelope.records?.first else { return }
      update(id, .submit, envelope) {
        $0.clock.append($0.clock.isEmpty ? .started(today) : .resumed(today))
        $0.status = .submitted
        $0.submissions.append(record)
        $0.facts = envelope.records?.dropFirst().first
        $0.applicant = Identifier(envelope.actor) ?? $0.applicant
      }
    case .withdrawn(let id):
      update(id, .withdraw, envelope) {
        $0.status = .withdrawn
        $0.claimedBy = nil
      }
    case .claimed(let id):
      update(id, .claim, envelope) { $0.claimedBy = Identifier(envelope.actor) }
    case .released(let id): update(id, .release, envelope) { $0.claimedBy = nil }
    case .returned(let id, let places):
      guard let record = envelope.records?.first else { return }
      update(id, .giveBack, envelope) {
        $0.status = .returned
        $0.claimedBy = nil
        $0.clock.append(.returned(today))
        $0.returns.append(
          Application.Return(round: $0.round, places: places, record: record, at: envelope.at))
      }
    case .recommended(let id, let outcome):
      guard let record = envelope.records?.first, let by = Identifier(envelope.actor) else {
        return
      }
      update(id, .recommend, envelope) {
        $0.status = .recommended
        $0.sentBack = nil
        $0.recommendation = Application.Recommendation(outcome: outcome, by: by, record: record)
      }
    case .sentBack(let id):
      update(id, .sendBack, envelope) {
        $0.status = .submitted
        $0.recommendation = nil
        $0.sentBack = envelope.records?.first
      }
    case .approved(let id, let subject, let number, let name, let modelCode):
      update(id, .approve, envelope) {
        $0.status = .approved
        $0.number = number
        $0.decision = envelope.records?.first
        $0.commitment = firstLeaf
      }
      subjects.insert(subject)
      names[SearchNormalization.normalize(name)] = id
      guard let organization = applications[id]?.organization else { return }
      organizations[organization]?.subjectNumber = subject
      organizations[organization]?.serials[number.categoryCode] = number.serial
      if let modelCode { organizations[organization]?.modelCodes.insert(modelCode) }
    case .refused(let id):
      update(id, .refuse, envelope) {
        $0.status = .refused
        $0.decision = envelope.records?.first
        $0.commitment = firstLeaf
      }
    case .dossierErased(let id):
      update(id, .erase, envelope) { $0.dossierErased = envelope.at }
    default: break
    }
  }

  private mutating func update(
    _ id: Identifier, _ name: ApplicationCommand.Name, _ envelope: Event,
    _ change: (inout Application) -> Void
  ) {
    guard var application = applications[id] else { return }
    change(&application)
    applications[id] = application
    step(id, name, envelope)
  }

  private mutating func step(
    _ id: Identifier, _ name: ApplicationCommand.Name, _ envelope: Event
  ) {
    applications[id]?.changed = envelope.at
    applications[id]?.history.append(
      Application.Step(name: name, actor: envelope.actor, at: envelope.at))
  }
}
