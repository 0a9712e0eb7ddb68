// What one question may cost, however a gateway draws it out.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <memory>

namespace ain::light {

/// Time, bytes and calls of one operation together; asked before each call. Thread: one.
class Budget {
public:
    struct Limits {
        qint64 ms = 120'000;
        qint64 bytes = 256LL * 1024 * 1024; ///< of answers; a state with 1.7 million accounts can be listed
        qint64 calls = 1000;
    };

    /// `clock` must outlive it.
    Budget(const Clock &clock, Limits limits);
    /// One of `parts` even parts of what `whole` has left; what it spends, the whole spends too. So that a gateway that
    /// wastes its part leaves enough to ask the others.
    [[nodiscard]] static std::shared_ptr<Budget> partOf(std::shared_ptr<Budget> whole, qsizetype parts);

    /// Before a call, which it counts. errors::LightBudget.
    [[nodiscard]] Result<> take();
    /// After it.
    void received(qint64 bytes);

private:
    const Clock &m_clock;
    Limits m_left; ///< `ms`: when it ends, by the monotonic clock
    std::shared_ptr<Budget> m_whole;
};

} // namespace ain::light
