#include "app/backends/askadapter.h"

#include "app/services/marketrooms.h"
#include "gpu/share/exchange/modelwords.h"
#include "gpu/share/job/conversion.h"
#include "gpu/share/peer/peererrors.h"
#include "gpu/share/peer/peerinfo.h"

#include <algorithm>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int TogetherMs = 150;
constexpr int PaymentsMs = 15'000;
constexpr qint64 HourMs = 3'600'000;
constexpr int TtlS = 900;
constexpr int TtlOfFurtherS = 120; ///< of each further picture of the same click: they wait for one another
constexpr qint64 WorkPerUnit = 10; ///< share::workOf()

ui::AskStage stageOf(share::RequesterState state)
{
    using State = share::RequesterState;
    switch (state) {
    case State::Draft:
    case State::Posted:
    case State::Reoffered: return ui::AskStage::Waiting;
    case State::Granted: return ui::AskStage::Given;
    case State::Running: return ui::AskStage::Drawing;
    case State::Delivered:
    case State::Disputed: return ui::AskStage::Delivered;
    case State::Accepted: return ui::AskStage::Accepted;
    case State::Settled: return ui::AskStage::Paid;
    case State::Expired: return ui::AskStage::Expired;
    case State::Cancelled: return ui::AskStage::Cancelled;
    case State::Failed: return ui::AskStage::Failed;
    }
    return ui::AskStage::Failed;
}

ui::AskCheck checkOf(const share::AskedJob &job, ui::AskStage stage)
{
    if (job.verdict) {
        switch (*job.verdict) {
        case share::CheckVerdict::Ok: return ui::AskCheck::Ok;
        case share::CheckVerdict::Inconclusive: return ui::AskCheck::Inconclusive;
        case share::CheckVerdict::Bad: return ui::AskCheck::Bad;
        }
    }
    const bool isTaken = stage == ui::AskStage::Accepted || stage == ui::AskStage::Paid;
    return isTaken ? ui::AskCheck::NotDrawn : ui::AskCheck::None;
}

} // namespace

AskAdapter::AskAdapter(Services &services, SharedExchange &exchange, OperationsAdapter &operations)
    : m_services(services), m_exchange(exchange), m_operations(operations)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(TogetherMs);
    connect(&m_soon, &QTimer::timeout, this, [this] { readBooks().detach(); }); // the next change reads again
    m_payments.setInterval(PaymentsMs);
    connect(&m_payments, &QTimer::timeout, this, [this] {
        if (m_exchange.now() == nullptr)
            return;
        m_exchange.now()->requester().refresh().then(this, [this](const Result<> &) { m_soon.start(); });
    });
    connect(&exchange, &SharedExchange::aboutToClose, this, &AskAdapter::forget);
    connect(&exchange, &SharedExchange::aboutToRest, this, &AskAdapter::forget);
    connect(&exchange, &SharedExchange::opened, this, &AskAdapter::readSoon);
    connect(&services, &Services::networkChanged, this, &AskAdapter::takeUp);
    connect(&services.vault(), &vault::Vault::stateChanged, this, &AskAdapter::takeUp);
}

AskAdapter::~AskAdapter() = default;

void AskAdapter::start()
{
    m_isStarted = true;
    takeUp();
}

void AskAdapter::takeUp()
{
    Q_EMIT changed();
    if (m_isStarted && m_exchange.isPossible() && m_services.hasMarketHistory())
        m_soon.start();
}

void AskAdapter::forget()
{
    ++m_round;
    m_soon.stop();
    m_followed.clear();
    m_providers.clear();
    m_agreements.clear();
    m_jobs.clear();
    m_proofs.clear();
    m_error.reset();
    m_account.clear();
    m_isReading = m_isRead = m_isProving = false;
    Q_EMIT changed();
    Q_EMIT jobsChanged();
}

ui::AskState AskAdapter::state() const
{
    ui::AskState state;
    state.account = m_account;
    state.open = int(std::count_if(m_agreements.cbegin(), m_agreements.cend(),
                                   [this](const ui::AskAgreement &one) { return isAsking(one); }));
    if (!m_services.hasNetwork())
        state.standing = ui::AskStanding::NoNetwork;
    else if (!m_exchange.isPossible())
        state.standing = ui::AskStanding::Locked;
    else if (m_exchange.now() != nullptr && m_isRead)
        state.standing = ui::AskStanding::Ready;
    else if (m_error && m_error->code == errors::WalletAccountUnknown)
        state.standing = ui::AskStanding::NoAccount;
    else if (m_error)
        state.standing = ui::AskStanding::Failed;
    else
        state.standing = m_isReading ? ui::AskStanding::Opening : ui::AskStanding::Closed;
    return state;
}

bool AskAdapter::isAsking(const ui::AskAgreement &agreement) const
{
    return agreement.state == ui::AgreementState::Open && !agreement.endpoint.isEmpty()
        && m_services.clock().nowMs() < agreement.expiresMs;
}

void AskAdapter::setWatched(bool isWatched)
{
    if (isWatched)
        m_payments.start();
    else
        m_payments.stop();
}

void AskAdapter::follow(ExchangeRooms &rooms)
{
    share::Requester &requester = rooms.requester();
    if (m_followed == &requester)
        return;
    m_followed = &requester;
    m_account = rooms.account().address.toString();
    connect(&requester, &share::Requester::changed, this, [this] {
        readJobs();
        m_soon.start(); // what is owed changes with them
    });
    connect(&m_services.market().payer(), &market::Payer::tabChanged, this, &AskAdapter::readSoon,
            Qt::UniqueConnection); // it outlives the exchange
}

Task<> AskAdapter::refresh()
{
    auto read = co_await readBooks();
    const quint64 round = m_round;
    if (read && m_exchange.now() != nullptr) {
        auto found = co_await readProviders();
        if (round != m_round)
            co_return failure(errors::Cancelled);
        if (!found)
            m_error = found.error();
        auto paid = co_await m_exchange.now()->requester().refresh();
        if (round != m_round)
            co_return failure(errors::Cancelled);
        m_soon.start();
        proveAll().detach(); // without a proof it is the node's word, and said to be
        Q_EMIT changed();
        if (!found)
            co_return found;
        co_return paid;
    }
    co_return read;
}

Task<> AskAdapter::readBooks()
{
    if (!m_exchange.isPossible() || !m_isStarted)
        co_return Result<>();
    if (m_isReading) {
        m_soon.start();
        co_return Result<>();
    }
    m_isReading = true;
    const quint64 round = m_round;
    Q_EMIT changed();
    auto rooms = co_await m_exchange.rooms();
    if (round != m_round)
        co_return failure(errors::Cancelled);
    Result<> read;
    if (rooms) {
        follow(**rooms);
        readJobs();
        auto done = co_await readAgreements();
        if (round != m_round)
            co_return failure(errors::Cancelled);
        readJobs(); // what they cost
        read = done;
    } else {
        read = failure(rooms.error());
    }
    m_isReading = false;
    m_isRead = m_isRead || read.has_value();
    m_error.reset();
    if (!read)
        m_error = read.error();
    Q_EMIT changed();
    Q_EMIT jobsChanged();
    if (hasUnasked())
        proveAll().detach(); // as in refresh()
    co_return read;
}

Task<ui::AskOffer> AskAdapter::look(QString endpoint)
{
    const QString clean = share::endpointOf(endpoint);
    if (clean.isEmpty() || !share::mayCall(clean, share::EndpointSource::Configured))
        co_return failure(errors::PeerAddress, {{u"url"_s, endpoint}});
    auto rooms = co_await m_exchange.rooms();
    if (!rooms)
        co_return failure(rooms.error());
    auto told = co_await (*rooms)->requester().capacityOf(clean);
    if (!told)
        co_return failure(told.error());
    const auto *capacity = std::get_if<share::Capacity>(&told->body);
    if (capacity == nullptr)
        co_return failure(errors::ShareSignature);
    ui::AskOffer offer;
    offer.provider = told->from.toString();
    offer.price = capacity->price;
    offer.waiting = capacity->queue;
    for (const share::Capacity::Model &model : std::as_const(capacity->models))
        offer.models.append(model.id);
    co_return offer;
}

Task<ui::Preview> AskAdapter::prepareAgree(ui::AgreeTerms terms)
{
    auto rooms = co_await m_exchange.rooms();
    if (!rooms)
        co_return failure(rooms.error());
    const quint64 round = m_round;
    const QString accountId = (*rooms)->account().id;
    auto offer = co_await look(terms.endpoint);
    if (round != m_round)
        co_return failure(errors::Cancelled);
    if (!offer)
        co_return failure(offer.error());
    const auto provider = crypto::Address::parse(offer->provider);
    if (!provider || (!terms.provider.isEmpty() && terms.provider != offer->provider))
        co_return failure(errors::ShareSignature);
    const Amount price = terms.price.value_or(offer->price);
    if (price < offer->price)
        co_return failure(errors::ShareTerms, {{u"what"_s, u"price"_s}});
    const qint64 lifetime = std::clamp(terms.hours, 1, ui::MostAgreeHours) * HourMs;
    auto draft = co_await m_services.market().payer().prepareSession(accountId, *provider, price, terms.cap, lifetime);
    if (round != m_round)
        co_return failure(errors::Cancelled);
    if (!draft)
        co_return failure(draft.error());
    OperationsAdapter::AfterWork after;
    const market::SessionDraft agreed = *draft;
    const QString endpoint = share::endpointOf(terms.endpoint);
    after.send = [this, agreed, endpoint] { return sendSession(agreed, endpoint); };
    co_return m_operations.add(agreed.draft, std::move(after));
}

Task<wallet::TxRecord> AskAdapter::sendSession(market::SessionDraft draft, QString endpoint)
{
    auto rooms = co_await m_exchange.rooms();
    if (!rooms)
        co_return failure(rooms.error());
    const quint64 round = m_round;
    const QString session = draft.sessionId;
    // Before it leaves: whoever has a session knows where to ask, whenever this program ends.
    auto kept = co_await (*rooms)->requester().setEndpoint(session, endpoint);
    if (round != m_round)
        co_return failure(errors::Cancelled);
    if (!kept)
        co_return failure(kept.error());
    auto sent = co_await m_services.market().payer().sendSession(std::move(draft));
    if (round != m_round)
        co_return failure(errors::Cancelled);
    m_soon.start();
    if (sent)
        finishSession(session, sent->hash).detach(); // told by the row of the session
    co_return sent;
}

Task<> AskAdapter::finishSession(QString session, QString txHash)
{
    const quint64 round = m_round;
    auto row = co_await m_services.market().payer().sessionSent(session, txHash);
    if (round != m_round)
        co_return failure(errors::Cancelled);
    auto read = co_await readBooks();
    if (round != m_round)
        co_return failure(errors::Cancelled);
    if (!row)
        co_return failure(row.error());
    co_return read;
}

Task<> AskAdapter::setEndpoint(QString agreement, QString endpoint)
{
    auto rooms = co_await m_exchange.rooms();
    if (!rooms)
        co_return failure(rooms.error());
    auto kept = co_await (*rooms)->requester().setEndpoint(agreement, endpoint);
    m_soon.start();
    co_return kept;
}

std::optional<Amount> AskAdapter::bid() const
{
    std::optional<Amount> most;
    for (const ui::AskAgreement &agreement : m_agreements) {
        if (isAsking(agreement))
            most = std::max(most.value_or(agreement.price), agreement.price);
    }
    return most;
}

Result<qint64> AskAdapter::unitsFor(const recipe::GenerationRequest &request, Amount bid) const
{
    constexpr qsizetype KeyDigits = 64;
    constexpr qsizetype NonceDigits = 32;
    const auto model = m_services.studio().models().bySha256(request.model.sha256);
    if (!model)
        return failure(errors::StudioModelMissing, {{u"name"_s, request.model.name}});
    const auto words = share::wordsOf(*model);
    if (!words)
        return failure(errors::ShareUnsupported, {{u"what"_s, u"model"_s}});
    const auto account = crypto::Address::parse(m_account);
    share::JobTerms terms;
    terms.modelId = words->id;
    terms.family = words->family;
    terms.precision = words->precision;
    terms.bid = bid;
    terms.createdAt = m_services.clock().nowMs();
    terms.requester = account ? *account : crypto::Address();
    // Whoever asks fills these in; what it comes to does not depend on them.
    terms.kx = u"02"_s + QString(KeyDigits, u'1');
    terms.nonce = QString(NonceDigits, u'0');
    const auto spec = share::specOf(request, terms);
    if (!spec)
        return failure(spec.error());
    if (!spec->inputs.isEmpty())
        return failure(errors::ShareUnsupported, {{u"what"_s, u"inputs"_s}});
    return share::unitsOf(*spec);
}

Result<ui::AskQuote> AskAdapter::quote(const QList<recipe::GenerationRequest> &requests) const
{
    const auto most = bid();
    if (!most)
        return failure(errors::ExchangeNobody, {{u"why"_s, u"no_agreement"_s}});
    Amount cap;
    for (const ui::AskAgreement &agreement : m_agreements) {
        if (isAsking(agreement))
            cap = std::max(cap, agreement.cap);
    }
    qint64 sum = 0;
    for (const recipe::GenerationRequest &request : requests) {
        const auto units = unitsFor(request, *most);
        if (!units)
            return failure(units.error());
        if (share::priceOf(*units * WorkPerUnit, *most) > cap)
            return failure(errors::ShareTabFull, {{u"cap"_s, cap.toString()}});
        sum += *units;
    }
    return ui::AskQuote{.most = share::priceOf(sum * WorkPerUnit, *most)};
}

Task<QStringList> AskAdapter::ask(QList<recipe::GenerationRequest> requests)
{
    auto rooms = co_await m_exchange.rooms();
    if (!rooms)
        co_return failure(rooms.error());
    const auto quoted = quote(requests);
    if (!quoted)
        co_return failure(quoted.error());
    const quint64 round = m_round;
    share::AskTerms terms;
    terms.bid = *bid();
    terms.ttlS = int(std::min<qint64>(TtlS + (requests.size() - 1) * TtlOfFurtherS, share::MaxTtlS));
    terms.group = QString::number(m_services.studio().newSeed(), 16);
    QStringList ids;
    for (const recipe::GenerationRequest &request : std::as_const(requests)) {
        auto asked = co_await (*rooms)->requester().ask(request, terms);
        if (round != m_round)
            co_return failure(errors::Cancelled);
        if (asked) {
            ids.append(asked->id);
            continue;
        }
        for (const QString &id : std::as_const(ids))
            (*rooms)->requester().cancel(id).detach(); // one that was delivered already is a picture all the same
        co_return failure(asked.error());
    }
    co_return ids;
}

Task<> AskAdapter::cancel(QString job)
{
    auto rooms = co_await m_exchange.rooms();
    if (!rooms)
        co_return failure(rooms.error());
    auto cancelled = co_await (*rooms)->requester().cancel(job);
    co_return cancelled;
}

void AskAdapter::readJobs()
{
    m_jobs.clear();
    if (m_exchange.now() == nullptr)
        return;
    const auto all = m_exchange.now()->requester().jobs();
    for (const share::AskedJob &job : all) {
        if (job.spec.requester.toString() == m_account)
            m_jobs.append(viewOf(job));
    }
    Q_EMIT jobsChanged();
}

ui::AskJob AskAdapter::viewOf(const share::AskedJob &job) const
{
    ui::AskJob view;
    view.id = job.id;
    view.prompt = job.spec.params.prompt;
    view.size = QSize(job.spec.params.width, job.spec.params.height);
    view.stage = stageOf(job.progress.state);
    view.step = job.step;
    view.steps = job.spec.params.steps;
    view.check = checkOf(job, view.stage);
    view.gaveBack = job.unpaid;
    for (const share::AskedPart &part : job.parts) {
        const QString address = part.receipt.provider.toString();
        if (!view.gaveBack.contains(address) && !view.begunBy.contains(address))
            view.begunBy.append(address);
    }
    view.picture = job.picture;
    view.problem = job.problem;
    view.createdMs = job.createdMs;
    view.endedMs = job.endedMs;
    view.canCancel = share::next(job.progress.state, share::RequesterEvent::Cancel).has_value();
    const auto agreement = std::find_if(m_agreements.cbegin(), m_agreements.cend(),
                                        [&job](const ui::AskAgreement &one) { return one.id == job.session; });
    const bool isPlaced = view.stage != ui::AskStage::Waiting && agreement != m_agreements.cend();
    if (job.receipt && view.stage != ui::AskStage::Waiting)
        view.provider = job.receipt->provider.toString();
    else if (isPlaced)
        view.provider = agreement->provider;
    const bool comes = view.stage <= ui::AskStage::Paid;
    view.isCostKnown = isPlaced;
    if (comes) {
        // Each part by what was agreed with who does it.
        const auto costOf = [this, &job](const QString &session, int firstStep, int lastStep) {
            const auto one = std::find_if(m_agreements.cbegin(), m_agreements.cend(),
                                          [&session](const ui::AskAgreement &known) { return known.id == session; });
            return share::priceOf(share::unitsOf(job.spec, firstStep, lastStep) * WorkPerUnit,
                                  one == m_agreements.cend() ? job.spec.bid : one->price);
        };
        const int rest = job.parts.isEmpty() ? 0 : job.parts.constLast().receipt.lastStep;
        const int first = job.receipt ? job.firstStep : rest;
        view.cost = costOf(isPlaced ? job.session : QString(), first, job.spec.params.steps);
        for (const share::AskedPart &part : job.parts) {
            if (part.receipt.lastStep <= first)
                view.cost = view.cost + costOf(part.session, part.receipt.firstStep, part.receipt.lastStep);
        }
    }
    return view;
}

} // namespace ain::app
