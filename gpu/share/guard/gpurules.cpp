#include "gpu/share/guard/policy_p.h"

#include <algorithm>
#include <cmath>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

/// What draws the desktop itself: it always holds VRAM, so only its computing tells that it is at work.
constexpr std::array<QStringView, 17> Compositors = {
    u"Xorg",     u"Xwayland",     u"X",           u"gnome-shell", u"mutter",     u"mutter-x11-fram",
    u"kwin_x11", u"kwin_wayland", u"plasmashell", u"sway",        u"labwc",      u"Hyprland",
    u"weston",   u"cinnamon",     u"xfwm4",       u"wayfire",     u"cosmic-comp"};

bool isCompositor(const QString &program)
{
    return std::find(Compositors.begin(), Compositors.end(), QStringView(program)) != Compositors.end();
}

SensorId sensorOf(ReasonId id)
{
    switch (id) {
    case ReasonId::Heat: return SensorId::Heat;
    case ReasonId::Power:
    case ReasonId::PowerUnknown: return SensorId::Power;
    default: return SensorId::Gpu;
    }
}

} // namespace

QList<Reason> GpuRules::judge(const GpuSeen &one) const
{
    QList<Reason> found;
    const QString label = one.name.isEmpty() ? one.pciId : one.name;
    const auto add = [&](ReasonId id, Stop stop, QVariantMap args, std::optional<qint64> clearsInMs = {}) {
        args.insert(u"gpu"_s, label);
        found.append(Reason{.id = id, .args = std::move(args), .stop = stop, .clearsInMs = clearsInMs});
    };
    if (m_settings.pauseOtherGpu) {
        for (const GpuUser &user : one.users) {
            if (m_settings.ignoredPrograms.contains(user.program))
                continue;
            const bool computes = user.smPercent && *user.smPercent > m_settings.otherSmPercent;
            const bool holds = user.bytes && *user.bytes > m_settings.otherBytes && !isCompositor(user.program);
            if (!computes && !holds)
                continue;
            QVariantMap args{{u"program"_s, user.program}, {u"pid"_s, user.pid}};
            if (holds)
                args.insert(u"bytes"_s, *user.bytes);
            else
                args.insert(u"sm_percent"_s, *user.smPercent);
            add(ReasonId::GpuBusy, Stop::Free, std::move(args));
            break;
        }
    }
    // Half of it is left to waver while our own model is loaded: else loading and letting go would take turns.
    const qint64 keep = one.ownBytes > 0 ? m_settings.keepFreeBytes / 2 : m_settings.keepFreeBytes;
    if (one.totalBytes > 0 && one.freeBytes < keep) {
        add(ReasonId::VramLow, Stop::Free,
            {{u"free_bytes"_s, one.freeBytes}, {u"need_bytes"_s, m_settings.keepFreeBytes}});
    }
    const GpuMemory::One memory = m_memory.gpus.value(one.pciId);
    if (memory.isHot) {
        add(ReasonId::Heat, Stop::Yield,
            {{u"celsius"_s, one.temperatureC.value_or(0)}, {u"cool_c"_s, m_settings.coolC}});
    }
    const int cap = m_settings.powerCapW;
    const bool isEnforced = one.powerLimitW && *one.powerLimitW <= cap;
    if (cap > 0 && !isEnforced) {
        if (memory.meanW < 0) {
            add(ReasonId::PowerUnknown, Stop::Drain, {});
        } else if (memory.overUntilMs > m_now.monotonicMs) {
            add(ReasonId::Power, Stop::Yield, {{u"watts"_s, int(std::lround(memory.meanW))}, {u"cap_w"_s, cap}},
                memory.overUntilMs - m_now.monotonicMs);
        }
    }
    return found;
}

void GpuRules::tellFigures(const GpusSeen &seen)
{
    qint64 otherBytes = 0;
    qint64 freeBytes = 0;
    qsizetype programs = 0;
    bool isUsageTold = true;
    bool isSizeTold = false;
    std::optional<int> celsius;
    const GpuSeen *drawing = nullptr; // the one whose power is told
    for (const GpuSeen &one : seen.gpus) {
        if (m_settings.gpusOff.contains(one.pciId))
            continue;
        programs += one.users.size();
        for (const GpuUser &user : one.users) {
            isUsageTold = isUsageTold && user.bytes;
            otherBytes += user.bytes.value_or(0);
        }
        isSizeTold = isSizeTold || one.totalBytes > 0;
        freeBytes += one.freeBytes;
        if (one.temperatureC)
            celsius = std::max(celsius.value_or(*one.temperatureC), *one.temperatureC);
        const bool isOwn = one.ownBytes > 0;
        if (one.powerW
            && (drawing == nullptr || (isOwn && drawing->ownBytes == 0)
                || (isOwn == (drawing->ownBytes > 0) && *one.powerW > *drawing->powerW)))
            drawing = &one;
    }
    gpu.args = {{u"programs"_s, programs}};
    if (isUsageTold)
        gpu.args.insert(u"other_bytes"_s, otherBytes);
    if (isSizeTold)
        gpu.args.insert(u"free_bytes"_s, freeBytes);
    if (celsius)
        heat.args = {{u"celsius"_s, *celsius}};
    if (drawing != nullptr) {
        power.args = {{u"watts"_s, int(std::lround(*drawing->powerW))}, {u"is_own"_s, drawing->ownBytes > 0}};
        if (m_settings.powerCapW > 0)
            power.args.insert(u"cap_w"_s, m_settings.powerCapW);
    }
}

void GpuRules::run(const GpusSeen &seen)
{
    tellFigures(seen);
    bool isAnyUsable = false;
    bool isAnyOn = seen.gpus.isEmpty();
    bool isHeatTold = false;
    bool isPowerTold = false;
    QList<Reason> all;
    QList<Reason> ofEngine;
    for (const GpuSeen &one : seen.gpus) {
        GpuVerdict verdict{.pciId = one.pciId, .name = one.name};
        verdict.isOn = !m_settings.gpusOff.contains(one.pciId);
        isHeatTold = isHeatTold || one.temperatureC;
        isPowerTold = isPowerTold || one.powerW;
        if (verdict.isOn) {
            isAnyOn = true;
            const QList<Reason> found = judge(one);
            for (const Reason &reason : found) {
                verdict.blockedBy.append(reason.id);
                if (reason.clearsInMs)
                    events.append(*reason.clearsInMs);
            }
            all.append(found);
            if (one.pciId == m_work.gpu)
                ofEngine = found;
        } else if (one.pciId == m_work.gpu) {
            ofEngine.append(Reason{.id = ReasonId::GpusOff, .stop = Stop::Yield});
        }
        isAnyUsable = isAnyUsable || verdict.mayUse();
        gpus.append(verdict);
    }
    const bool isBusyHere = m_work.running > 0 || m_work.isWarm;
    QList<Reason> counting;
    if (!isAnyOn)
        counting.append(Reason{.id = ReasonId::GpusOff, .stop = Stop::Yield});
    else if (!isAnyUsable && !seen.gpus.isEmpty())
        counting = all;
    else if (isBusyHere)
        counting = ofEngine;
    for (const Reason &reason : std::as_const(counting)) {
        const bool isKnown = std::any_of(reasons.cbegin(), reasons.cend(),
                                         [&reason](const Reason &other) { return other.id == reason.id; });
        if (!isKnown)
            reasons.append(reason);
    }
    for (const Reason &reason : std::as_const(reasons)) {
        const SensorId id = sensorOf(reason.id);
        Reading &reading = id == SensorId::Heat ? heat : id == SensorId::Power ? power : gpu;
        if (reading.state == SensorState::Blocking)
            continue;
        reading.state = SensorState::Blocking;
        reading.why = word(reason.id);
        reading.args = reason.args;
        reading.clearsInMs = reason.clearsInMs;
    }
    const auto untold = [](Reading &reading) {
        if (reading.state == SensorState::Clear) {
            reading.state = SensorState::Unavailable;
            reading.why = absence::NotTold;
            reading.args.clear();
        }
    };
    if (!isHeatTold)
        untold(heat);
    if (!isPowerTold)
        untold(power);
}

} // namespace ain::share
