#include "ui/text/sharetext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace ain::text {

using namespace Qt::StringLiterals;
using share::ReasonId;
using share::SensorId;
using share::State;

namespace {

QString translated(const char *text) { return QCoreApplication::translate("Share", text); }

QString size(const QVariant &bytes)
{
    return QLocale().formattedDataSize(bytes.toLongLong(), 1, QLocale::DataSizeSIFormat);
}

/// The longer side is told: what is said to be over must be over.
qint64 secondsUp(qint64 ms) { return std::max<qint64>(0, ms + 999) / 1000; }

QString inputPhrase(const QVariantMap &args)
{
    const qint64 ago = args.value(u"ago_ms"_s).toLongLong();
    if (args.value(u"woke"_s).toBool())
        return translated(QT_TRANSLATE_NOOP("Share", "the computer woke up %1 ago")).arg(shareDuration(ago));
    if (args.value(u"is_active"_s).toBool() || ago < 1000)
        return translated(QT_TRANSLATE_NOOP("Share", "you are using the computer"));
    return translated(QT_TRANSLATE_NOOP("Share", "you used the mouse or keyboard %1 ago")).arg(shareDuration(ago));
}

QString gpuPhrase(const QVariantMap &args)
{
    QString program = args.value(u"program"_s).toString();
    if (program.isEmpty())
        program = translated(QT_TRANSLATE_NOOP("Share", "another program"));
    const QString gpu = args.value(u"gpu"_s).toString();
    if (args.contains(u"bytes"_s)) {
        return translated(QT_TRANSLATE_NOOP("Share", "%1 uses %2 of the memory of %3"))
            .arg(program, size(args.value(u"bytes"_s)), gpu);
    }
    return translated(QT_TRANSLATE_NOOP("Share", "%1 keeps %2 busy (%3 %)"))
        .arg(program, gpu, args.value(u"sm_percent"_s).toString());
}

QString sensorPhrase(const QString &word)
{
    const auto *const found = std::find_if(share::Sensors.begin(), share::Sensors.end(),
                                           [&word](SensorId id) { return word == share::word(id); });
    return found == share::Sensors.end() ? word : sensorName(*found);
}

/// In whole minutes: of something that goes on, where seconds would only flicker.
QString minutes(qint64 ms)
{
    const qint64 whole = ms / 60'000;
    if (whole < 1)
        return shareDuration(ms);
    if (whole < 60)
        return translated(QT_TRANSLATE_NOOP("Share", "%1 min")).arg(whole);
    return translated(QT_TRANSLATE_NOOP("Share", "%1 h %2 min")).arg(whole / 60).arg(whole % 60);
}

QString gpuFigures(const QVariantMap &args)
{
    QString used = args.contains(u"other_bytes"_s)
        ? translated(QT_TRANSLATE_NOOP("Share", "%1 used by others")).arg(size(args.value(u"other_bytes"_s)))
        : translated(QT_TRANSLATE_NOOP("Share", "programs on it: %1, none at work"))
              .arg(args.value(u"programs"_s).toLongLong());
    if (!args.contains(u"free_bytes"_s))
        return used;
    return translated(QT_TRANSLATE_NOOP("Share", "%1, %2 free")).arg(used, size(args.value(u"free_bytes"_s)));
}

QString supplyFigures(const QVariantMap &args)
{
    const QString percent = args.value(u"percent"_s).toString();
    if (args.value(u"is_on_battery"_s).toBool()) {
        return percent.isEmpty()
            ? translated(QT_TRANSLATE_NOOP("Share", "on battery, which you allow"))
            : translated(QT_TRANSLATE_NOOP("Share", "on battery (%1 %), which you allow")).arg(percent);
    }
    return percent.isEmpty() ? translated(QT_TRANSLATE_NOOP("Share", "on mains"))
                             : translated(QT_TRANSLATE_NOOP("Share", "on mains, %1 %")).arg(percent);
}

/// What a sensor reads while nothing is in the way.
QString figures(const share::Reading &reading)
{
    const QVariantMap &args = reading.args;
    const auto has = [&args](const QString &name) { return args.value(name).toBool(); };
    switch (reading.id) {
    case SensorId::Input:
        return translated(QT_TRANSLATE_NOOP("Share", "idle for %1")).arg(minutes(args.value(u"ago_ms"_s).toLongLong()));
    case SensorId::Session:
        return has(u"is_locked"_s) ? translated(QT_TRANSLATE_NOOP("Share", "the screen is locked"))
                                   : translated(QT_TRANSLATE_NOOP("Share", "unlocked, and on the screen"));
    case SensorId::Fullscreen:
        return has(u"is_fullscreen"_s)
            ? translated(QT_TRANSLATE_NOOP("Share", "a window fills the screen, which you allow"))
            : translated(QT_TRANSLATE_NOOP("Share", "no window fills the screen"));
    case SensorId::Game:
        return args.value(u"count"_s).toInt() > 0
            ? translated(QT_TRANSLATE_NOOP("Share", "a game is running, which you allow"))
            : translated(QT_TRANSLATE_NOOP("Share", "no game is running"));
    case SensorId::Gpu: return gpuFigures(args);
    case SensorId::Heat:
        return args.contains(u"celsius"_s)
            ? translated(QT_TRANSLATE_NOOP("Share", "%1 °C")).arg(args.value(u"celsius"_s).toInt())
            : QString();
    case SensorId::Power:
        if (!args.contains(u"watts"_s))
            return {};
        if (args.contains(u"cap_w"_s)) {
            return translated(QT_TRANSLATE_NOOP("Share", "%1 W, with %2 W allowed"))
                .arg(args.value(u"watts"_s).toInt())
                .arg(args.value(u"cap_w"_s).toInt());
        }
        return translated(QT_TRANSLATE_NOOP("Share", "%1 W")).arg(args.value(u"watts"_s).toInt());
    case SensorId::Supply: return supplyFigures(args);
    case SensorId::Network:
        return has(u"is_metered"_s) ? translated(QT_TRANSLATE_NOOP("Share", "metered, which you allow"))
                                    : translated(QT_TRANSLATE_NOOP("Share", "not metered"));
    case SensorId::Hours:
        if (!has(u"has_hours"_s))
            return translated(QT_TRANSLATE_NOOP("Share", "at any hour"));
        if (!args.contains(u"closes_in_ms"_s))
            return translated(QT_TRANSLATE_NOOP("Share", "within your hours"));
        return translated(QT_TRANSLATE_NOOP("Share", "within your hours, for another %1"))
            .arg(minutes(args.value(u"closes_in_ms"_s).toLongLong()));
    }
    return {};
}

/// As it stands inside a sentence.
QString phrase(ReasonId id, const QVariantMap &args)
{
    const auto text = [&args](const QString &name) { return args.value(name).toString(); };
    const auto left = [&args] { return shareDuration(args.value(u"left_ms"_s).toLongLong()); };
    switch (id) {
    case ReasonId::Off: return translated(QT_TRANSLATE_NOOP("Share", "sharing is off"));
    case ReasonId::Panic:
        return translated(QT_TRANSLATE_NOOP("Share", "you stopped it at once; it starts again when you start it"));
    case ReasonId::Snooze:
        if (args.value(u"until_started"_s).toBool())
            return translated(QT_TRANSLATE_NOOP("Share", "paused until you start it"));
        return translated(QT_TRANSLATE_NOOP("Share", "paused for another %1")).arg(left());
    case ReasonId::Finishing: return translated(QT_TRANSLATE_NOOP("Share", "the running job is the last one"));
    case ReasonId::Sleeping: return translated(QT_TRANSLATE_NOOP("Share", "the computer is going to sleep"));
    case ReasonId::OwnWork: return translated(QT_TRANSLATE_NOOP("Share", "your own picture is being drawn"));
    case ReasonId::Input: return inputPhrase(args);
    case ReasonId::NoIdleSensor:
        return translated(QT_TRANSLATE_NOOP("Share", "nothing here can tell whether you are away (%1)"))
            .arg(absenceText(text(u"why"_s)));
    case ReasonId::SessionAway: return translated(QT_TRANSLATE_NOOP("Share", "another session is on the screen"));
    case ReasonId::Fullscreen:
        if (text(u"program"_s).isEmpty())
            return translated(QT_TRANSLATE_NOOP("Share", "a window fills the screen"));
        return translated(QT_TRANSLATE_NOOP("Share", "%1 fills the screen")).arg(text(u"program"_s));
    case ReasonId::Game: return translated(QT_TRANSLATE_NOOP("Share", "a game is running"));
    case ReasonId::GpuBusy: return gpuPhrase(args);
    case ReasonId::VramLow:
        return translated(QT_TRANSLATE_NOOP("Share", "only %1 of the memory of %2 are free; %3 are kept for you"))
            .arg(size(args.value(u"free_bytes"_s)), text(u"gpu"_s), size(args.value(u"need_bytes"_s)));
    case ReasonId::Heat:
        return translated(QT_TRANSLATE_NOOP("Share", "%1 is at %2 °C and cools down to below %3 °C"))
            .arg(text(u"gpu"_s), text(u"celsius"_s), text(u"cool_c"_s));
    case ReasonId::Power:
        return translated(QT_TRANSLATE_NOOP("Share", "%1 drew %2 W, above your limit of %3 W"))
            .arg(text(u"gpu"_s), text(u"watts"_s), text(u"cap_w"_s));
    case ReasonId::PowerUnknown:
        return translated(
                   QT_TRANSLATE_NOOP("Share", "the driver does not tell what %1 draws, so your limit can’t be kept"))
            .arg(text(u"gpu"_s));
    case ReasonId::GpusOff: return translated(QT_TRANSLATE_NOOP("Share", "every GPU is switched off in the settings"));
    case ReasonId::Battery:
        if (!args.contains(u"percent"_s))
            return translated(QT_TRANSLATE_NOOP("Share", "the computer runs on battery"));
        return translated(QT_TRANSLATE_NOOP("Share", "the computer runs on battery (%1 %)")).arg(text(u"percent"_s));
    case ReasonId::Metered:
        if (args.value(u"is_guess"_s).toBool())
            return translated(QT_TRANSLATE_NOOP("Share", "the network seems to be metered"));
        return translated(QT_TRANSLATE_NOOP("Share", "the network is metered"));
    case ReasonId::DataCap:
        return translated(QT_TRANSLATE_NOOP("Share", "today’s limit of %1 is used up"))
            .arg(size(args.value(u"cap_bytes"_s)));
    case ReasonId::Hours: return translated(QT_TRANSLATE_NOOP("Share", "these are not the hours you chose"));
    case ReasonId::OwnHold: return translated(QT_TRANSLATE_NOOP("Share", "you drew a picture yourself not long ago"));
    case ReasonId::Cooldown: return translated(QT_TRANSLATE_NOOP("Share", "the GPU was given back to you just now"));
    case ReasonId::Measuring:
        return translated(QT_TRANSLATE_NOOP("Share", "a sensor has not answered yet (%1)"))
            .arg(sensorPhrase(text(u"sensor"_s)));
    }
    return {};
}

QString capital(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace

QString shareDuration(qint64 ms)
{
    const qint64 seconds = secondsUp(ms);
    if (seconds < 60)
        return translated(QT_TRANSLATE_NOOP("Share", "%1 s")).arg(seconds);
    if (seconds < 3600)
        return u"%1:%2"_s.arg(seconds / 60).arg(int(seconds % 60), 2, 10, QChar(u'0'));
    return translated(QT_TRANSLATE_NOOP("Share", "%1 h %2 min")).arg(seconds / 3600).arg(seconds % 3600 / 60);
}

QString sensorName(SensorId id)
{
    switch (id) {
    case SensorId::Input: return translated(QT_TRANSLATE_NOOP("Share", "Mouse and keyboard"));
    case SensorId::Session: return translated(QT_TRANSLATE_NOOP("Share", "Screen lock and session"));
    case SensorId::Fullscreen: return translated(QT_TRANSLATE_NOOP("Share", "Fullscreen window"));
    case SensorId::Game: return translated(QT_TRANSLATE_NOOP("Share", "Games (GameMode)"));
    case SensorId::Gpu: return translated(QT_TRANSLATE_NOOP("Share", "Other programs on the GPU"));
    case SensorId::Heat: return translated(QT_TRANSLATE_NOOP("Share", "GPU temperature"));
    case SensorId::Power: return translated(QT_TRANSLATE_NOOP("Share", "GPU power"));
    case SensorId::Supply: return translated(QT_TRANSLATE_NOOP("Share", "Battery or mains"));
    case SensorId::Network: return translated(QT_TRANSLATE_NOOP("Share", "Metered network"));
    case SensorId::Hours: return translated(QT_TRANSLATE_NOOP("Share", "Your hours"));
    }
    return {};
}

QString absenceText(const QString &why)
{
    if (why == share::absence::Measuring)
        return translated(QT_TRANSLATE_NOOP("Share", "no answer yet"));
    if (why == share::absence::Resting)
        return translated(QT_TRANSLATE_NOOP("Share", "looked at only when nothing else stands in the way"));
    if (why == share::absence::NoBus)
        return translated(QT_TRANSLATE_NOOP("Share", "not available here: D-Bus is not running"));
    if (why == share::absence::NoService)
        return translated(QT_TRANSLATE_NOOP("Share", "not available here: no service of this desktop tells it"));
    if (why == share::absence::NoDisplay)
        return translated(QT_TRANSLATE_NOOP("Share", "not available here: there is no display"));
    if (why == share::absence::Wayland)
        return translated(QT_TRANSLATE_NOOP("Share", "not available here: this Wayland desktop does not tell it"));
    if (why == share::absence::RemoteDisplay)
        return translated(QT_TRANSLATE_NOOP("Share", "not available here: the display is on another computer"));
    if (why == share::absence::NotBuiltIn)
        return translated(QT_TRANSLATE_NOOP("Share", "not available here: left out of this build"));
    if (why == share::absence::NoDriver)
        return translated(QT_TRANSLATE_NOOP("Share", "not available here: there is no NVIDIA driver"));
    if (why == share::absence::NoWindowManager)
        return translated(QT_TRANSLATE_NOOP("Share", "not available here: no window manager tells it"));
    return translated(QT_TRANSLATE_NOOP("Share", "not available here: the system does not tell it"));
}

QString reasonText(const share::Reason &reason) { return capital(phrase(reason.id, reason.args)); }

QString sensorText(const share::Reading &reading)
{
    switch (reading.state) {
    case share::SensorState::Clear: {
        const QString read = figures(reading);
        return read.isEmpty() ? translated(QT_TRANSLATE_NOOP("Share", "nothing in the way")) : read;
    }
    case share::SensorState::Unavailable: return absenceText(reading.why);
    case share::SensorState::Blocking: break;
    }
    for (int i = 0; i < share::ReasonCount; ++i) {
        if (reading.why == share::word(ReasonId(i)))
            return phrase(ReasonId(i), reading.args);
    }
    return reading.why;
}

QString stateName(State state)
{
    switch (state) {
    case State::Off: return translated(QT_TRANSLATE_NOOP("Share", "Off"));
    case State::Armed: return translated(QT_TRANSLATE_NOOP("Share", "Waiting"));
    case State::Warming: return translated(QT_TRANSLATE_NOOP("Share", "Ready for work"));
    case State::Serving: return translated(QT_TRANSLATE_NOOP("Share", "Sharing"));
    case State::Draining: return translated(QT_TRANSLATE_NOOP("Share", "Finishing"));
    case State::Yielding: return translated(QT_TRANSLATE_NOOP("Share", "Giving the GPU back"));
    case State::Cooldown: return translated(QT_TRANSLATE_NOOP("Share", "Resting"));
    }
    return {};
}

QString shareLine(const share::Verdict &verdict)
{
    QString state = stateName(verdict.state);
    if (verdict.reasons.isEmpty() || verdict.state == State::Off)
        return state;
    const share::Reason &first = verdict.reasons.constFirst();
    const QString why = phrase(first.id, first.args);
    if (!verdict.startsInMs || verdict.state == State::Draining || verdict.state == State::Yielding)
        return translated(QT_TRANSLATE_NOOP("Share", "%1: %2")).arg(state, why);
    return translated(QT_TRANSLATE_NOOP("Share", "%1: %2 · starts in %3"))
        .arg(state, why, shareDuration(*verdict.startsInMs));
}

} // namespace ain::text
