#include "app/services/sharedexchange.h"

namespace ain::app {

namespace {
constexpr int PauseMs = 20;
} // namespace

SharedExchange::SharedExchange(Services &services, share::RequesterOptions options)
    : m_services(services), m_options(options)
{
    connect(&services, &Services::networkAboutToChange, this, &SharedExchange::close);
    connect(&services.vault(), &vault::Vault::stateChanged, this, [this] {
        if (m_services.vault().state() == vault::Vault::State::Open)
            return;
        if (m_isOpen && m_rooms->leftMs() > 0)
            rest();
        else if (!m_rooms || m_rooms->leftMs() == 0)
            close();
    });
}

SharedExchange::~SharedExchange() = default;

bool SharedExchange::isPossible() const
{
    return m_services.hasNetwork() && m_services.vault().state() == vault::Vault::State::Open;
}

void SharedExchange::rest()
{
    Q_EMIT aboutToRest();
    m_isOpen = false;
    m_rooms->rest();
}

void SharedExchange::close()
{
    ++m_run;
    Q_EMIT aboutToClose();
    m_isOpen = false;
    m_rooms.reset();
}

Task<ExchangeRooms *> SharedExchange::rooms()
{
    while (m_isOpening) {
        auto slept = co_await sleepFor(this, PauseMs);
        if (!slept)
            co_return failure(slept.error());
    }
    if (m_isOpen)
        co_return m_rooms.get();
    if (!isPossible())
        co_return failure(errors::VaultLocked);
    m_isOpening = true;
    const quint64 run = m_run;
    auto done = co_await open();
    m_isOpening = false;
    if (run != m_run)
        co_return failure(errors::Cancelled);
    if (!done) {
        if (m_rooms && m_rooms->leftMs() == 0)
            m_rooms.reset();
        co_return failure(done.error());
    }
    m_isOpen = true;
    Q_EMIT opened();
    co_return m_rooms.get();
}

Task<> SharedExchange::open()
{
    const quint64 run = m_run;
    auto studio = co_await m_services.studio().open();
    if (run != m_run)
        co_return failure(errors::Cancelled);
    if (!studio)
        co_return studio;
    if (!m_rooms) {
        auto account = co_await ExchangeRooms::payee(m_services);
        if (run != m_run)
            co_return failure(errors::Cancelled);
        if (!account)
            co_return failure(account.error());
        m_rooms = std::make_unique<ExchangeRooms>(m_services, *account, m_options);
    }
    auto opened = co_await m_rooms->open();
    co_return opened;
}

} // namespace ain::app
