// What the guard of sharing says, in words; the same for the window and the terminal.
#pragma once

#include "gpu/share/guard/policy.h"

#include <QString>

namespace ain::text {

/// "Mouse and keyboard", "Screen lock and session" …
[[nodiscard]] QString sensorName(share::SensorId id);
/// "You used the mouse or keyboard 40 s ago". One line, without a full stop.
[[nodiscard]] QString reasonText(const share::Reason &reason);
/// What a sensor says now: what stands in the way, what it reads ("46 °C", "on mains, 82 %"), or why it is not
/// available here.
[[nodiscard]] QString sensorText(const share::Reading &reading);
/// Why a sensor can't say anything (share::absence).
[[nodiscard]] QString absenceText(const QString &why);
[[nodiscard]] QString stateName(share::State state);
/// The one line of truth: "Waiting: you used the mouse or keyboard 40 s ago · starts in 2:20".
[[nodiscard]] QString shareLine(const share::Verdict &verdict);
/// "40 s", "2:20" (minutes and seconds), "1 h 5 min".
[[nodiscard]] QString shareDuration(qint64 ms);

} // namespace ain::text
