// The part of AskAdapter that reads: agreements from the books, providers from the chain, and what of it is proven.
#include "app/backends/askadapter.h"
#include "app/services/marketrooms.h"
#include "gpu/share/peer/peerinfo.h"

#include <algorithm>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MostProven = 24; ///< providers; each costs a question to the node

ui::AgreementState stateOf(const market::SessionRow &row, qint64 nowMs)
{
    switch (row.state) {
    case market::SessionState::Opening: return ui::AgreementState::Opening;
    case market::SessionState::Open:
        return nowMs < row.terms.expiresMs ? ui::AgreementState::Open : ui::AgreementState::Ended;
    case market::SessionState::Broken: return ui::AgreementState::Broken;
    case market::SessionState::Ended: break;
    }
    return ui::AgreementState::Ended;
}

void addTab(ui::AskAgreement &agreement, const market::TabRow &tab)
{
    agreement.pictures += tab.jobs;
    agreement.fees = agreement.fees + tab.fee;
    switch (tab.state) {
    case market::TabState::Open:
    case market::TabState::Owed:
    case market::TabState::Signed: {
        const Amount due = market::amountFor(agreement.price, tab.units).value_or(tab.signedAmount);
        agreement.owed = agreement.owed + std::max(Amount(), due - tab.signedAmount);
        agreement.inVouchers = agreement.inVouchers + tab.signedAmount;
        break;
    }
    case market::TabState::Cashing: agreement.inVouchers = agreement.inVouchers + tab.signedAmount; break;
    case market::TabState::Settled: agreement.paid = agreement.paid + tab.settledAmount; break;
    case market::TabState::Proven: agreement.proven = agreement.proven + tab.settledAmount; break;
    case market::TabState::Unpaid: break;
    }
    if (tab.problem)
        agreement.problem = tab.problem;
}

ui::ProofState proofOf(const light::ProofMark &mark, const std::optional<Error> &why,
                       std::shared_ptr<const light::ProofBundle> bundle, qint64 nowMs)
{
    ui::ProofState proof;
    proof.mark = mark;
    proof.why = why;
    proof.bundle = std::move(bundle);
    proof.seenAtMs = nowMs;
    return proof;
}

} // namespace

Task<> AskAdapter::readAgreements()
{
    const quint64 round = m_round;
    auto rows = co_await m_services.market().payer().sessions();
    if (round != m_round)
        co_return failure(errors::Cancelled);
    if (!rows)
        co_return failure(rows.error());
    auto offers = co_await m_exchange.now()->requester().offers();
    if (round != m_round)
        co_return failure(errors::Cancelled);
    if (!offers)
        co_return failure(offers.error());
    QList<market::SessionRow> mine;
    for (const market::SessionRow &row : std::as_const(*rows)) {
        if (row.terms.requester.toString() == m_account)
            mine.append(row);
    }
    std::sort(mine.begin(), mine.end(),
              [](const market::SessionRow &a, const market::SessionRow &b) { return a.openedMs > b.openedMs; });
    QList<ui::AskAgreement> read;
    for (const market::SessionRow &row : std::as_const(mine)) {
        auto agreement = co_await agreementOf(row);
        if (round != m_round)
            co_return failure(errors::Cancelled);
        if (!agreement)
            co_return failure(agreement.error());
        for (const share::Offer &offer : std::as_const(*offers)) {
            if (offer.session == row.id)
                agreement->endpoint = offer.endpoint;
        }
        read.append(*agreement);
    }
    m_agreements = std::move(read);
    for (ui::AskProvider &provider : m_providers) {
        provider.hasAgreement =
            std::any_of(m_agreements.cbegin(), m_agreements.cend(), [this, &provider](const ui::AskAgreement &one) {
                return one.provider == provider.address && isAsking(one);
            });
    }
    co_return Result<>();
}

Task<ui::AskAgreement> AskAdapter::agreementOf(market::SessionRow row)
{
    auto tabs = co_await m_services.market().payer().tabs(row.id);
    if (!tabs)
        co_return failure(tabs.error());
    ui::AskAgreement agreement;
    agreement.id = row.id;
    agreement.provider = row.terms.provider.toString();
    agreement.price = row.terms.pricePerMps;
    agreement.cap = row.terms.tabCap;
    agreement.expiresMs = row.terms.expiresMs;
    agreement.state = stateOf(row, m_services.clock().nowMs());
    agreement.problem = row.problem;
    agreement.proof = m_proofs.value(row.id);
    for (const market::TabRow &tab : std::as_const(*tabs))
        addTab(agreement, tab);
    co_return agreement;
}

Task<> AskAdapter::readProviders()
{
    const quint64 round = m_round;
    auto found = co_await m_services.market().market().providers();
    if (round != m_round)
        co_return failure(errors::Cancelled);
    if (!found)
        co_return failure(found.error());
    const chain::Network network = m_services.client().network();
    const qint64 now = m_services.clock().nowMs();
    const bool allowsLocal = network.id == u"practice";
    const light::Claimed<bool> word{true, network.rpcUrls.isEmpty() ? QString() : network.rpcUrls.constFirst().host(),
                                    now};
    QList<ui::AskProvider> read;
    for (const market::ProviderView &view : std::as_const(*found)) {
        ui::AskProvider provider;
        provider.address = view.address.toString();
        provider.price = view.registration.pricePerMps;
        provider.stake = view.stake;
        const QString endpoint = share::endpointOf(view.registration.endpoint);
        if (share::mayCall(endpoint, share::EndpointSource::Learned, allowsLocal))
            provider.endpoint = endpoint;
        provider.isMine = provider.address == m_account;
        provider.hasAgreement =
            std::any_of(m_agreements.cbegin(), m_agreements.cend(), [this, &provider](const ui::AskAgreement &one) {
                return one.provider == provider.address && isAsking(one);
            });
        provider.proof = proofOf(light::ProofMark::unproven(word), std::nullopt, nullptr, now);
        for (const ui::AskProvider &before : std::as_const(m_providers)) {
            const bool isSame =
                before.address == provider.address && before.price == provider.price && before.stake == provider.stake;
            if (isSame && before.proof.bundle != nullptr)
                provider.proof = before.proof;
        }
        read.append(provider);
    }
    m_providers = std::move(read);
    co_return Result<>();
}

Task<> AskAdapter::proveAll()
{
    if (std::exchange(m_isProving, true))
        co_return Result<>();
    const quint64 round = m_round;
    const market::AppDefinition app = m_services.market().market().app();
    QStringList addresses;
    for (const ui::AskProvider &provider : std::as_const(m_providers)) {
        if (provider.proof.bundle == nullptr && addresses.size() < MostProven)
            addresses.append(provider.address);
    }
    for (const QString &text : std::as_const(addresses)) {
        const auto address = crypto::Address::parse(text);
        const auto record =
            address ? light::StatePath::value(app.providerPath(*address)) : failure(errors::InvalidArgument);
        const auto stake =
            address ? light::StatePath::value(app.stakePath(*address)) : failure(errors::InvalidArgument);
        if (!record || !stake)
            continue;
        QList<light::StatePath> paths;
        paths.append(*record);
        paths.append(*stake);
        auto answers = co_await m_services.light().read(paths);
        if (round != m_round)
            co_return failure(errors::Cancelled);
        if (!answers || answers->size() != paths.size())
            continue;
        const auto registration = market::Registration::fromJson(answers->constFirst().value);
        const auto staked = light::provenNumber(answers->constLast().value);
        // One lamp stands for both.
        const bool isStakeWorse = answers->constLast().mark.standing() > answers->constFirst().mark.standing();
        const auto &weaker = isStakeWorse ? answers->constLast() : answers->constFirst();
        for (ui::AskProvider &provider : m_providers) {
            if (provider.address != text || !registration || !staked)
                continue;
            provider.price = registration->pricePerMps;
            provider.stake = Amount::floorFromWire(*staked).value_or(provider.stake);
            provider.proof = proofOf(weaker.mark, weaker.why, weaker.bundle, m_services.clock().nowMs());
        }
        Q_EMIT changed();
    }
    QStringList sessions;
    for (const ui::AskAgreement &agreement : std::as_const(m_agreements)) {
        if (agreement.state == ui::AgreementState::Open && agreement.proof.bundle == nullptr)
            sessions.append(agreement.id);
    }
    for (const QString &session : std::as_const(sessions)) {
        auto found = co_await m_services.market().market().session(session);
        if (round != m_round)
            co_return failure(errors::Cancelled);
        const qint64 now = m_services.clock().nowMs();
        ui::ProofState proof;
        if (found)
            proof = proofOf(found->mark, found->why, found->bundle, now);
        else
            proof = proofOf(light::ProofMark(), found.error(), nullptr, now);
        for (ui::AskAgreement &agreement : m_agreements) {
            if (agreement.id == session)
                agreement.proof = proof;
        }
        m_proofs.insert(session, proof);
        Q_EMIT changed();
    }
    m_isProving = false;
    if (hasUnasked())
        m_soon.start();
    co_return Result<>();
}

bool AskAdapter::hasUnasked() const
{
    return std::any_of(m_agreements.cbegin(), m_agreements.cend(), [this](const ui::AskAgreement &one) {
        return one.state == ui::AgreementState::Open && !m_proofs.contains(one.id);
    });
}

} // namespace ain::app
