#include "app/backends/peersadapter.h"

#include <algorithm>

namespace ain::app {

using namespace Qt::StringLiterals;
using ui::PeerStanding;

namespace {

const QString Key = QStringLiteral("peers");
constexpr quint16 LeastPort = 1024;

} // namespace

PeersAdapter::PeersAdapter(Services &services) : m_services(services)
{
    connect(&services, &Services::networkAboutToChange, this, &PeersAdapter::close);
    connect(&services, &Services::networkChanged, this, &PeersAdapter::follow);
    connect(&services.vault(), &vault::Vault::stateChanged, this, &PeersAdapter::follow);
}

PeersAdapter::~PeersAdapter() = default;

void PeersAdapter::start()
{
    if (std::exchange(m_isStarted, true))
        return;
    connect(&m_services.sharing(), &Sharing::changed, this, [this] {
        if (m_rooms && m_services.sharing().mustStop())
            m_rooms->withdraw();
    });
    m_state.drawnToday = PeerUsage(m_services.dataDirectory(), m_services.clock()).today();
    follow();
}

ui::PeerTerms PeersAdapter::terms() const
{
    const json::Value &kept = m_services.settings().value(Key);
    ui::PeerTerms terms;
    terms.isWanted = kept[u"on"].toBool();
    terms.account = kept[u"account"].toString();
    if (const qint64 port = kept[u"port"].toInteger(); port >= LeastPort && port <= 0xffff)
        terms.port = quint16(port);
    terms.endpoint = share::endpointOf(kept[u"endpoint"].toString());
    return terms;
}

void PeersAdapter::setTerms(const ui::PeerTerms &terms)
{
    json::Object kept;
    kept.set(u"on"_s, terms.isWanted);
    kept.set(u"account"_s, terms.account);
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

ui::PeerState PeersAdapter::state() const
{
    ui::PeerState state = m_state;
    if (m_rooms && m_rooms->node() != nullptr) {
        state.url = m_rooms->endpoint();
        state.running = m_rooms->node()->running();
    }
    return state;
}

void PeersAdapter::note()
{
    if (m_rooms && m_rooms->node() != nullptr) {
        m_state.known = int(m_rooms->node()->peers().all().size());
        m_state.drawnToday = m_rooms->drawnToday();
    } else {
        const auto known = PeerBook(m_services.dataDirectory()).all();
        m_state.known = known ? int(known->size()) : 0;
    }
    Q_EMIT changed();
}

void PeersAdapter::close()
{
    ++m_run;
    m_rooms.reset();
    m_state.account.clear();
    m_state.standing = PeerStanding::Off;
    note();
}

void PeersAdapter::follow()
{
    const ui::PeerTerms wanted = terms();
    PeerStanding why = PeerStanding::Opening;
    if (!wanted.isWanted || !m_isStarted)
        why = PeerStanding::Off;
    else if (!m_services.hasNetwork())
        why = PeerStanding::NoNetwork;
    else if (m_services.vault().state() != vault::Vault::State::Open)
        why = PeerStanding::Locked;
    if (why != PeerStanding::Opening) {
        close();
        m_state.standing = why;
        Q_EMIT changed();
        return;
    }
    if (m_rooms && m_open == wanted)
        return;
    close();
    m_open = wanted;
    if (!m_isOpening)
        open().detach(); // told by state() and error()
}

Task<> PeersAdapter::open()
{
    m_isOpening = true;
    quint64 run = 0;
    // What was wanted otherwise meanwhile is begun anew.
    do {
        run = m_run;
        m_state.standing = PeerStanding::Opening;
        m_error.reset();
        Q_EMIT changed();
        auto opened = co_await openNow();
        if (run == m_run && !opened) {
            m_rooms.reset();
            m_error = opened.error();
            m_state.standing = PeerStanding::Failed;
        }
    } while (run != m_run && terms().isWanted && m_services.hasNetwork()
             && m_services.vault().state() == vault::Vault::State::Open);
    m_isOpening = false;
    note();
    co_return Result<>();
}

Task<> PeersAdapter::openNow()
{
    const quint64 run = m_run;
    auto accounts = co_await m_services.wallet().accounts();
    if (run != m_run)
        co_return failure(errors::Cancelled);
    if (!accounts)
        co_return failure(accounts.error());
    const QString named = m_open.account;
    const auto signs = [](const vault::KeyRecord &one) { return one.kind != vault::KeyKind::WatchOnly; };
    auto account = std::find_if(accounts->cbegin(), accounts->cend(), [&](const vault::KeyRecord &one) {
        return signs(one) && one.address.toString() == named;
    });
    if (account == accounts->cend())
        account = std::find_if(accounts->cbegin(), accounts->cend(), signs);
    if (account == accounts->cend()) {
        m_state.standing = PeerStanding::NoAccount;
        co_return Result<>();
    }
    m_state.account = account->address.toString();
    m_rooms = std::make_unique<PeerRooms>(m_services, *account);
    auto opened = co_await m_rooms->open();
    if (run != m_run)
        co_return failure(errors::Cancelled);
    if (!opened)
        co_return opened;
    PeerServeOptions options;
    options.port = m_open.port;
    options.endpoint = m_open.endpoint;
    options.permission = [this] { return m_services.sharing().permission(); };
    options.onSent = [this](qint64 bytes) { m_services.sharing().noteSent(bytes); };
    options.isOffered = [this] { return m_services.sharing().guard().settings().isOn; };
    auto serving = co_await m_rooms->serve(options);
    if (run != m_run)
        co_return failure(errors::Cancelled);
    if (!serving)
        co_return serving;
    connect(m_rooms.get(), &PeerRooms::changed, this, &PeersAdapter::note);
    m_state.standing = PeerStanding::Open;
    co_return Result<>();
}

Task<QString> PeersAdapter::greet(QString url)
{
    if (!m_rooms || m_state.standing != PeerStanding::Open)
        co_return failure(errors::Cancelled);
    const quint64 run = m_run;
    auto info = co_await m_rooms->hello(url);
    if (run != m_run)
        co_return failure(errors::Cancelled);
    if (!info)
        co_return failure(info.error());
    const QString name = info->name.isEmpty() ? info->address.toString() : info->name;
    co_return name;
}

} // namespace ain::app
