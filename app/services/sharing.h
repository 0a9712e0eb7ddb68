// Sharing on this computer: the guard with its sensors, the ladder that gives the GPU back, and what they are told of
// the studio.
#pragma once

#include "app/services/sharestate.h"
#include "app/services/shareusage.h"
#include "app/services/studiorooms.h"
#include "core/base/clock.h"
#include "gpu/share/guard/guard.h"
#include "gpu/share/yield/yielddriver.h"
#include "gpu/share/yield/yieldladder.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <memory>

namespace ain::app {

/// Thread: main. The wishes stand in share.json of the data directory; what another program writes there (`share off`
/// in a terminal) counts at once.
class Sharing : public QObject {
    Q_OBJECT
public:
    /// `studio` and `clock` outlive it. Nothing is looked at before start().
    Sharing(StudioRooms &studio, const QString &dataDirectory, const Clock &clock);
    ~Sharing() override;

    /// Looks at the sensors from now on, and lets the studio draw for others when the guard says so.
    void start();

    [[nodiscard]] share::Guard &guard() { return *m_guard; }
    [[nodiscard]] share::YieldLadder &ladder() { return *m_ladder; }
    /// How long it drew for others. Written to share-usage.json of the data directory.
    [[nodiscard]] const ShareUsage &usage() const { return *m_usage; }
    /// What `share status --json` gives: the verdict of this moment, the switch, and how fast the GPU came back.
    [[nodiscard]] json::Object status() const;
    /// Whether work for others may be taken now. Errors: ShareNotNow (reason: the first one against it).
    [[nodiscard]] Result<> permission() const;
    /// Bytes that went out to others: they count against the day's limit.
    void noteSent(qint64 bytes);
    /// What runs for others has to go now; else it may be finished.
    [[nodiscard]] bool mustStop() const;
    /// Errors of the last reading or writing of the wishes; empty: none.
    [[nodiscard]] const std::optional<Error> &lastError() const { return m_error; }

    [[nodiscard]] static QString settingsFile(const QString &dataDirectory);
    [[nodiscard]] static QString historyFile(const QString &dataDirectory);
    /// Missing: the defaults (off). Errors: FileRead, those of share::loadSettings().
    [[nodiscard]] static Result<share::Settings> load(const QString &file);
    /// Errors: FileWrite.
    [[nodiscard]] static Result<> save(const QString &file, const share::Settings &settings);

Q_SIGNALS:
    void changed(); ///< the verdict, the settings or the measured times

private:
    void wire();
    void follow(const jobs::Job &job);
    void tellWork();
    void obey(const share::Verdict &verdict);
    void readAgain();
    void watch();
    [[nodiscard]] std::optional<double> wattsForOthers() const;

    StudioRooms &m_studio;
    QString m_directory;
    QString m_file;
    const Clock &m_clock;
    std::unique_ptr<share::Guard> m_guard;
    std::unique_ptr<share::YieldLadder> m_ladder;
    std::unique_ptr<share::YieldDriver> m_driver;
    std::unique_ptr<ShareUsage> m_usage;
    std::unique_ptr<ShareState> m_state; ///< from start() on
    QFileSystemWatcher m_watcher;
    QTimer m_readTimer;
    QTimer m_dayTimer; ///< a new day begins at zero
    QString m_running; ///< the job that is being drawn; empty: none
    bool m_isStrangers = false; ///< it is
    QString m_told; ///< the stranger's job that the ladder knows of
    std::optional<Error> m_error;
    bool m_isStarted = false;
};

} // namespace ain::app
