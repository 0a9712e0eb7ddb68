#include "app/backends/paidworkadapter.h"

#include "app/services/marketrooms.h"
#include "gpu/share/peer/peerinfo.h"

namespace ain::app {

using namespace Qt::StringLiterals;
using ui::PaidStanding;

namespace {

const QString Key = QStringLiteral("paid_work");
constexpr quint16 LeastPort = 1024;

constexpr qint64 RenewAfterMs = 3'600'000;

} // namespace

PaidWorkAdapter::PaidWorkAdapter(Services &services, SharedExchange &exchange)
    : m_services(services), m_shared(exchange)
{
    connect(&exchange, &SharedExchange::aboutToClose, this, &PaidWorkAdapter::close);
    connect(&services, &Services::networkChanged, this, &PaidWorkAdapter::follow);
    connect(&services.vault(), &vault::Vault::stateChanged, this, &PaidWorkAdapter::follow);
}

PaidWorkAdapter::~PaidWorkAdapter()
{
    // What serves asks this object whether it may.
    if (m_exchange != nullptr)
        m_exchange->stopServing();
}

void PaidWorkAdapter::start()
{
    if (std::exchange(m_isStarted, true))
        return;
    connect(&m_services.sharing(), &Sharing::changed, this, [this] {
        if (m_exchange && m_exchange->provider() != nullptr && m_services.sharing().mustStop())
            m_exchange->provider()->withdraw();
        Q_EMIT changed();
    });
    follow();
}

ui::PaidTerms PaidWorkAdapter::terms() const
{
    const json::Value &kept = m_services.settings().value(Key);
    ui::PaidTerms terms;
    terms.isWanted = kept[u"on"].toBool();
    if (const auto price = Amount::parse(kept[u"price"].toString()); price && !price->isZero())
        terms.price = *price;
    if (const auto cap = Amount::parse(kept[u"cap"].toString()); cap && !cap->isZero())
        terms.cap = *cap;
    if (const qint64 port = kept[u"port"].toInteger(); port >= LeastPort && port <= 0xffff)
        terms.port = quint16(port);
    terms.endpoint = share::endpointOf(kept[u"endpoint"].toString());
    return terms;
}

void PaidWorkAdapter::setTerms(const ui::PaidTerms &terms)
{
    json::Object kept;
    kept.set(u"on"_s, terms.isWanted);
    kept.set(u"price"_s, terms.price.toString());
    kept.set(u"cap"_s, terms.cap.toString());
    kept.set(u"port"_s, terms.port);
    kept.set(u"endpoint"_s, share::endpointOf(terms.endpoint));
    const auto set = m_services.settings().set(Key, json::Value(std::move(kept)));
    m_error.reset();
    follow();
    if (!set) {
        m_error = set.error();
        Q_EMIT changed();
    }
}

ui::PaidState PaidWorkAdapter::state() const
{
    ui::PaidState state;
    const bool hasRunOut = m_exchange != nullptr && m_exchange->provider() != nullptr && m_exchange->leftMs() == 0;
    state.standing = hasRunOut ? PaidStanding::Locked : m_standing;
    state.account = m_account;
    if (m_exchange && m_exchange->provider() != nullptr) {
        state.url = m_exchange->endpoint();
        state.running = m_exchange->provider()->running();
    }
    return state;
}

void PaidWorkAdapter::close()
{
    ++m_run;
    if (m_exchange != nullptr)
        m_exchange->stopServing();
    m_exchange = nullptr;
    m_account.clear();
    m_standing = PaidStanding::Off;
    Q_EMIT changed();
}

void PaidWorkAdapter::follow()
{
    const ui::PaidTerms wanted = terms();
    const bool isLocked = m_services.vault().state() != vault::Vault::State::Open;
    PaidStanding why = PaidStanding::Opening;
    if (!wanted.isWanted || !m_isStarted)
        why = PaidStanding::Off;
    else if (!m_services.hasNetwork())
        why = PaidStanding::NoNetwork;
    else if (isLocked && (!m_exchange || m_open != wanted || m_exchange->leftMs() == 0))
        why = PaidStanding::Locked;
    if (why != PaidStanding::Opening) {
        close();
        m_standing = why;
        Q_EMIT changed();
        return;
    }
    if (m_exchange && m_open == wanted) {
        if (!isLocked && m_exchange->leftMs() < share::MaxDelegationMs - RenewAfterMs)
            m_exchange->renew().detach(); // what is allowed already goes on for days
        return;
    }
    close();
    m_open = wanted;
    if (!m_isOpening)
        open().detach(); // told by state() and error()
}

Task<> PaidWorkAdapter::open()
{
    m_isOpening = true;
    quint64 run = 0;
    // What was wanted otherwise meanwhile is begun anew.
    do {
        run = m_run;
        m_standing = PaidStanding::Opening;
        m_error.reset();
        Q_EMIT changed();
        auto opened = co_await openNow();
        if (run == m_run && !opened) {
            m_exchange = nullptr;
            m_error = opened.error();
            m_standing = PaidStanding::Failed;
        }
    } while (run != m_run && terms().isWanted && m_services.hasNetwork()
             && m_services.vault().state() == vault::Vault::State::Open);
    m_isOpening = false;
    Q_EMIT changed();
    co_return Result<>();
}

Task<> PaidWorkAdapter::openNow()
{
    const quint64 run = m_run;
    auto rooms = co_await m_shared.rooms();
    if (run != m_run)
        co_return failure(errors::Cancelled);
    if (!rooms && rooms.error().code == errors::WalletAccountUnknown) {
        m_standing = PaidStanding::NoAccount;
        co_return Result<>();
    }
    if (!rooms)
        co_return failure(rooms.error());
    m_exchange = *rooms;
    const crypto::Address address = m_exchange->account().address;
    m_account = address.toString();
    const ui::PaidTerms wanted = m_open;
    ServeOptions options;
    options.port = wanted.port;
    options.endpoint = wanted.endpoint;
    options.terms.leastPrice = wanted.price;
    options.terms.mostCap = wanted.cap;
    options.permission = [this] { return m_services.sharing().permission(); };
    options.onSent = [this](qint64 bytes) { m_services.sharing().noteSent(bytes); };
    auto serving = co_await m_exchange->serve(options);
    if (run != m_run)
        co_return failure(errors::Cancelled);
    if (!serving)
        co_return serving;
    connect(m_exchange->provider(), &share::Provider::changed, this, &PaidWorkAdapter::changed);
    auto listed = co_await lookUp();
    co_return listed;
}

Task<> PaidWorkAdapter::lookUp()
{
    const quint64 run = m_run;
    const crypto::Address address = m_exchange->account().address;
    auto registered = co_await m_services.market().market().registration(address);
    if (run != m_run)
        co_return failure(errors::Cancelled);
    const bool isKnown = !registered || registered->has_value(); // no node answers: nothing is known against it
    m_standing = isKnown ? PaidStanding::Open : PaidStanding::NotRegistered;
    Q_EMIT changed();
    co_return Result<>();
}

void PaidWorkAdapter::refresh()
{
    if (m_exchange && !m_isOpening)
        lookUp().detach(); // told by state()
}

} // namespace ain::app
