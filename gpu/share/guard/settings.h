// What the user wants of sharing, as one value with a canonical JSON.
#pragma once

#include "core/base/result.h"
#include "core/json/value.h"
#include "gpu/share/guard/hours.h"

#include <QByteArray>
#include <QStringList>

namespace ain::share {

enum class PauseKind {
    None,
    Timed,
    UntilStarted, ///< by the user
    Panic, ///< the same, and the VRAM goes at once
};

struct Pause {
    PauseKind kind = PauseKind::None;
    qint64 setAtMs = 0; ///< wall clock; Timed only
    qint64 untilMs = 0; ///< wall clock; Timed only

    friend bool operator==(const Pause &, const Pause &) = default;
};

struct Settings {
    bool isOn = false; ///< the big switch
    Pause pause = {};

    int idleS = 180; ///< untouched so long before sharing begins
    int lockedIdleS = 10; ///< the same while the screen is locked
    bool withoutIdleSensor = false; ///< share even where nobody can tell whether the user is away

    bool pauseFullscreen = true;
    bool pauseGame = true;
    bool pauseOtherGpu = true;
    qint64 otherBytes = qint64(300) * 1024 * 1024; ///< VRAM of another program that counts as its being at work
    int otherSmPercent = 5; ///< the same for computing
    QStringList ignoredPrograms = {}; ///< names of programs that never count
    qint64 keepFreeBytes = qint64(1536) * 1024 * 1024; ///< of VRAM; a model is loaded only if so much stays free

    bool mainsOnly = true;
    bool unmeteredOnly = true;
    qint64 dayBytes = qint64(2) * 1024 * 1024 * 1024; ///< transferred a day; 0: any
    int hotC = 80; ///< stops there …
    int coolC = 70; ///< … and goes on below this
    int powerCapW = 0; ///< per GPU; 0: none
    QStringList gpusOff = {}; ///< by PCI id

    int ownHoldS = 300; ///< after a job of one's own
    int cooldownS = 30; ///< after the GPU was given back
    bool hasHours = false; ///< the table counts
    WeekTable hours = {};

    json::Object others = {}; ///< what a later version wrote; kept

    friend bool operator==(const Settings &, const Settings &) = default;
};

inline constexpr qsizetype MaxSettingsBytes = 64 * 1024;
inline constexpr int MaxPauseMs = 7 * 24 * 3600 * 1000;

struct LoadedSettings {
    Settings settings = {};
    QStringList mended = {}; ///< keys whose value could not be and fell to the default
};

/// Errors are the parser's (json.*, and errors::InvalidArgument when it is no object); a bad value is no error but
/// told. A switch that can't be read is off.
[[nodiscard]] Result<LoadedSettings> loadSettings(QByteArrayView json);
/// Canonical JSON.
[[nodiscard]] QByteArray saveSettings(const Settings &settings);
/// Every figure within its bounds; for values that come from a form.
[[nodiscard]] Settings bounded(Settings settings);

} // namespace ain::share
