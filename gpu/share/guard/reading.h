// What the sensors saw, and what it means. Times are monotonic milliseconds of core/base/clock.h unless said otherwise.
#pragma once

#include "gpu/device/device.h"

#include <QLatin1StringView>
#include <QString>
#include <QStringList>
#include <QVariantMap>

#include <array>
#include <optional>
#include <variant>

namespace ain::share {

enum class SensorId {
    Input, ///< keyboard and mouse
    Session, ///< locked, in front, asleep
    Fullscreen,
    Game, ///< a game that told GameMode of itself
    Gpu, ///< other programs on the GPUs, and free VRAM
    Heat,
    Power, ///< what the GPUs draw
    Supply, ///< battery or mains
    Network, ///< metered
    Hours, ///< the user's time table
};
inline constexpr std::array<SensorId, 10> Sensors = {
    SensorId::Input, SensorId::Session, SensorId::Fullscreen, SensorId::Game,    SensorId::Gpu,
    SensorId::Heat,  SensorId::Power,   SensorId::Supply,     SensorId::Network, SensorId::Hours};

/// "input", "session", "fullscreen", "game", "gpu", "heat", "power", "supply", "network", "hours". Append-only.
[[nodiscard]] QLatin1StringView word(SensorId id);

// Why a sensor can't say anything. Append-only words; sentences live in ui/text.
namespace absence {
inline constexpr QLatin1StringView Measuring{"measuring"}; ///< it has not answered yet
inline constexpr QLatin1StringView Resting{"resting"}; ///< not looked at while something else keeps sharing off
inline constexpr QLatin1StringView NoBus{"no_bus"}; ///< D-Bus is not there
inline constexpr QLatin1StringView NoService{"no_service"}; ///< no service on it tells
inline constexpr QLatin1StringView NoDisplay{"no_display"};
inline constexpr QLatin1StringView Wayland{"wayland"}; ///< this desktop does not tell it to programs
inline constexpr QLatin1StringView RemoteDisplay{"remote_display"}; ///< the display is on another computer
inline constexpr QLatin1StringView NotBuiltIn{"not_built_in"};
inline constexpr QLatin1StringView NoDriver{"no_driver"}; ///< no NVIDIA driver
inline constexpr QLatin1StringView NotTold{"not_told"}; ///< the system is there and does not say
inline constexpr QLatin1StringView NoWindowManager{"no_window_manager"};
} // namespace absence

struct Absent {
    QString why = {}; ///< of absence
};
struct InputSeen {
    bool isActive = false; ///< being used right now; else
    qint64 lastMs = 0; ///< last touched then
};
struct SessionSeen {
    bool isLocked = false;
    bool isInFront = true; ///< false: another session has the screen
    bool isSleeping = false; ///< the computer goes to sleep
};
struct FullscreenSeen {
    bool isFullscreen = false;
    QString program = {}; ///< may be empty
};
struct GameSeen {
    int count = 0;
};
/// A program on a GPU that is not our engine.
struct GpuUser {
    qint64 pid = 0;
    QString program = {}; ///< empty: not to be found out
    std::optional<qint64> bytes = {};
    std::optional<int> smPercent = {};
};
struct GpuSeen {
    QString pciId = {}; ///< or "gpu-0" by position when the driver does not tell it
    QString name = {};
    qint64 totalBytes = 0, freeBytes = 0; ///< 0 in total: not told
    qint64 ownBytes = 0; ///< what our engine holds of it
    std::optional<int> temperatureC = {};
    std::optional<double> powerW = {}, powerLimitW = {};
    QList<GpuUser> users = {};
};
struct GpusSeen {
    QList<GpuSeen> gpus = {};
};
struct SupplySeen {
    bool isOnBattery = false;
    std::optional<int> percent = {};
};
struct NetworkSeen {
    bool isMetered = false;
    bool isGuess = false; ///< the system's own word for it
};
using Seen = std::variant<Absent, InputSeen, SessionSeen, FullscreenSeen, GameSeen, GpusSeen, SupplySeen, NetworkSeen>;

struct Observation {
    Seen seen = {};
    QString source = {}; ///< where it is from: "mutter", "x11", "logind", "upower" …
    qint64 atMs = 0;
};

enum class SensorState { Clear, Blocking, Unavailable };
[[nodiscard]] QLatin1StringView word(SensorState state); ///< "clear", "blocking", "unavailable"

/// A sensor with what it means under the settings.
struct Reading {
    SensorId id = SensorId::Input;
    SensorState state = SensorState::Unavailable;
    QString why = {}; ///< Blocking: the reason's word; Unavailable: of absence
    /// Figures for its sentence. Blocking: the reason's. Clear, where known: input ago_ms; session is_locked;
    /// fullscreen is_fullscreen, program; game count; gpu programs, other_bytes, free_bytes; heat celsius; power watts,
    /// cap_w, is_own; supply is_on_battery, percent; network is_metered, is_guess; hours has_hours, closes_in_ms.
    QVariantMap args = {};
    QString source = {};
    qint64 sinceMs = 0; ///< this state and why; stamped by stampSince()
    std::optional<qint64> clearsInMs = {}; ///< if nothing else happens; empty: not known
};

} // namespace ain::share
