// What the program that shares on this computer says of itself, for the others: `share status` in a terminal tells the
// verdict of the window that runs instead of looking a second time.
#pragma once

#include "core/base/clock.h"
#include "core/base/filelock.h"
#include "core/json/value.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace ain::app {

/// Thread: main. While it lives it holds `share-running.lock`, so that a file left by a crash says nothing; where
/// another program holds it, that one tells and this one does not.
class ShareState : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 MaxBytes = 64 * 1024;
    static constexpr int NotOftenerMs = 200;
    static constexpr int AtLeastEveryMs = 20'000;

    /// `describe`: as `share status --json` gives it. `clock` outlives this.
    ShareState(const QString &dataDirectory, const Clock &clock, std::function<json::Object()> describe);
    ~ShareState() override; ///< takes the file away

    /// Something changed: it is written within NotOftenerMs.
    void changed();

    struct Told {
        qint64 pid = 0;
        qint64 atMs = 0; ///< wall clock, when it was written
        json::Object status = {}; ///< its running times are of `nowMs`, not of `atMs`
    };
    /// Of a program that lives, this one included; else empty. What the file says is bounded, and never believed to be
    /// more than a description.
    [[nodiscard]] static std::optional<Told> read(const QString &dataDirectory, qint64 nowMs);

private:
    void write();

    QString m_directory;
    const Clock &m_clock;
    std::function<json::Object()> m_describe;
    std::optional<FileLock> m_lock;
    QTimer m_soon;
    QTimer m_again;
};

} // namespace ain::app
