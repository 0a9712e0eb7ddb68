// Wrong passphrases slow down.
#pragma once

#include "core/base/clock.h"

#include <QString>

namespace ain::vault {

/// Counts tries in a small file beside the vault, so that a restart does not help. It slows down a person at the
/// keyboard; against a copy of the files there is only the KDF, and whoever can write in the folder can delete the
/// count. A try is counted before it is made: ending the process in the middle gains nothing.
/// Thread: the vault's.
class TryLimiter {
public:
    static constexpr int FreeTries = 5;

    TryLimiter(QString file, const Clock &clock);

    /// Seconds until the next try is allowed; 0: now. After the fifth failure 5 s, then doubling up to 15 minutes.
    [[nodiscard]] qint64 secondsToWait();
    void begin();
    void succeeded();
    /// The try ended before the passphrase could be judged (no memory, …).
    void withdraw();

private:
    void read();
    void write();

    QString m_file;
    const Clock &m_clock;
    int m_failures = 0;
    qint64 m_lastMs = 0;
};

} // namespace ain::vault
