// The permission to work for others, as one atomic number.
#pragma once

#include <QtGlobal>

#include <atomic>
#include <memory>
#include <optional>

namespace ain::share {

/// Copies are the same token. Thread: any.
class ShareToken {
public:
    using Ticket = quint64;

    /// For a job that is to be taken; empty: none may be.
    [[nodiscard]] std::optional<Ticket> take() const;
    /// The job of this ticket may go on. Once false, it stays so.
    [[nodiscard]] bool isValid(Ticket ticket) const;

    void open();
    void close(); ///< no new tickets; those that are out stay valid
    void revoke(); ///< none is valid any more

private:
    static constexpr quint64 Open = 1; ///< the lowest bit; above it counts the life of tickets
    std::shared_ptr<std::atomic<quint64>> m_state = std::make_shared<std::atomic<quint64>>(2);
};

} // namespace ain::share
