#include "gpu/share/yield/sharetoken.h"

namespace ain::share {

std::optional<ShareToken::Ticket> ShareToken::take() const
{
    const quint64 state = m_state->load();
    return (state & Open) != 0 ? std::optional(state | Open) : std::nullopt;
}

bool ShareToken::isValid(Ticket ticket) const { return (m_state->load() | Open) == ticket; }

void ShareToken::open() { m_state->fetch_or(Open); }

void ShareToken::close() { m_state->fetch_and(~Open); }

void ShareToken::revoke()
{
    quint64 state = m_state->load();
    while (!m_state->compare_exchange_weak(state, (state & ~Open) + 2)) { }
}

} // namespace ain::share
