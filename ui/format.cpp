#include "ui/format.h"

#include "ui/text/prooftext.h"

#include <QDateTime>
#include <QLocale>
#include <QUrl>

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;
using light::Standing;

QString Format::amount(Amount amount)
{
    const QString plain = amount.toString();
    const bool negative = plain.startsWith(u'-');
    const QString digits = negative ? plain.mid(1) : plain;
    const qsizetype point = digits.indexOf(u'.');
    QString whole = digits.left(point);
    for (qsizetype at = whole.size() - 3; at > 0; at -= 3)
        whole.insert(at, u',');
    return (negative ? u"−"_s : QString()) + whole + digits.mid(point);
}

QString Format::ain(Amount value)
{
    //: An amount of money: %1 is the figure
    return tr("%1 AIN").arg(amount(value));
}

QString Format::stake(Amount value)
{
    QString figure = amount(value);
    const QString zeros = u".000000"_s;
    if (figure.endsWith(zeros))
        figure.chop(zeros.size());
    return tr("%1 AIN").arg(figure);
}

QString Format::signedAin(Amount value)
{
    if (value.isZero())
        return ain(value);
    const bool negative = value.micro() < 0;
    const QString figure = ain(negative ? Amount() - value : value);
    return (negative ? u"− %1"_s : u"+ %1"_s).arg(figure);
}

QString Format::address(const QString &address)
{
    if (!address.startsWith(u"0x"))
        return address;
    QString out = address.left(6);
    for (qsizetype at = 6; at < address.size(); at += 4)
        out += u' ' + address.mid(at, 4);
    return out;
}

QString Format::shortAddress(const QString &address)
{
    if (address.size() < 20)
        return address;
    return u"%1 … %2"_s.arg(address.left(6), address.right(4));
}

QString Format::day(qint64 timeMs, qint64 nowMs)
{
    if (timeMs <= 0)
        return {};
    const QLocale locale;
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(timeMs);
    const QDate today = QDateTime::fromMSecsSinceEpoch(nowMs).date();
    const QString clock = time.time().toString(u"HH:mm"_s);
    if (time.date() == today)
        return tr("Today %1").arg(clock);
    if (time.date() == today.addDays(-1))
        return tr("Yesterday %1").arg(clock);
    return u"%1 %2"_s.arg(locale.toString(time.date(), QLocale::ShortFormat), clock);
}

QString Format::ago(qint64 timeMs, qint64 nowMs)
{
    if (timeMs <= 0)
        return {};
    const qint64 seconds = std::max<qint64>(0, (nowMs - timeMs) / 1000);
    if (seconds < 5)
        return tr("just now");
    if (seconds < 60)
        return tr("%1 s ago").arg(seconds);
    if (seconds < 3600)
        return tr("%1 min ago").arg(seconds / 60);
    if (seconds < 24 * 3600)
        return tr("%1 h ago").arg(seconds / 3600);
    return day(timeMs, nowMs);
}

QString Format::dateTime(qint64 timeMs)
{
    constexpr qint64 endOfCalendars = 253'402'300'800'000; // the year 10000
    if (timeMs <= 0)
        return {};
    if (timeMs >= endOfCalendars)
        return tr("a time that no calendar reaches");
    // Rounded up to a minute: at the time that is told, it is over.
    constexpr qint64 minute = 60'000;
    const QDateTime time = QDateTime::fromMSecsSinceEpoch((timeMs + minute - 1) / minute * minute);
    return u"%1 %2"_s.arg(QLocale().toString(time.date(), QLocale::ShortFormat), time.time().toString(u"HH:mm"_s));
}

QString Format::moment(qint64 timeMs)
{
    if (timeMs <= 0)
        return {};
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(timeMs);
    return u"%1 %2"_s.arg(QLocale().toString(time.date(), QLocale::ShortFormat), time.time().toString(u"HH:mm:ss"_s));
}

QString Format::duration(qint64 ms)
{
    constexpr qint64 minute = 60'000;
    constexpr qint64 hour = 60 * minute;
    constexpr qint64 day = 24 * hour;
    constexpr qint64 longest = 1'000'000; // days
    const auto units = [ms, longest](qint64 unit) { return int(std::min((ms + unit - 1) / unit, longest)); };
    if (ms >= 2 * day)
        return tr("%n day(s)", nullptr, units(day));
    if (ms >= 2 * hour)
        return tr("%n hour(s)", nullptr, units(hour));
    return tr("%n minute(s)", nullptr, units(minute));
}

QString Format::bytes(qint64 bytes) { return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat); }

QString Format::number(qint64 value) { return QLocale().toString(value); }

QString Format::proof(const ProofState &state, qint64 nowMs)
{
    if (state.isChecking && state.standing() == Standing::Unproven)
        return tr("checking the proof…");
    QString name = text::standingName(state.standing());
    const auto &block = state.mark.block();
    if (state.standing() == Standing::ProvenOlder && block)
        return u"%1 · %2"_s.arg(name, ago(block->header().timestampMs(), nowMs));
    return name;
}

QString Format::proofReason(const ProofState &state, qint64 nowMs)
{
    if (state.isChecking && state.standing() == Standing::Unproven)
        return tr("%1 said so; its proof is being checked now.")
            .arg(state.mark.gateway().isEmpty() ? tr("A node") : state.mark.gateway());
    QStringList out;
    if (const auto &block = state.mark.block()) {
        const qint64 time = block->header().timestampMs();
        out += tr("Block %1, %2 (%3).").arg(number(block->number()), moment(time), ago(time, nowMs));
    } else if (!state.mark.gateway().isEmpty()) {
        out += tr("Said by %1.").arg(state.mark.gateway());
    }
    out += text::standingSentence(state.standing(), state.why);
    return out.join(u' ');
}

Tone Format::proofTone(Standing standing)
{
    switch (standing) {
    case Standing::Proven:
    case Standing::ProvenOlder: return Tone::Ok;
    case Standing::AppsWord: return Tone::Plain;
    case Standing::Unproven: return Tone::Warn;
    case Standing::Contradicted: return Tone::Bad;
    }
    return Tone::Plain;
}

QString Format::layout(Layout layout, const ProofState &rules, bool isClosed)
{
    if (layout == Layout::Compat)
        return tr("Compatible layout");
    if (isLockedForSure(layout, rules, isClosed))
        return tr("Locked · proven");
    return rules.isChecking ? tr("Rules: checking…") : tr("Rules not proven");
}

QString Format::layoutReason(Layout layout, const ProofState &rules, bool isClosed)
{
    if (layout == Layout::Compat)
        return tr("The creator of the collection can take this token back.");
    if (isLockedForSure(layout, rules, isClosed))
        return tr("Only the owner can give this token away; not even its creator can take it back. The rules and the "
                  "transaction that made them are proven.");
    return tr("A node says that only the owner can give this token away. That is not proven: don’t pay for it on this "
              "ground.");
}

QString Format::stage(Stage stage)
{
    switch (stage) {
    case Stage::Prepared: return tr("prepared");
    case Stage::Signed: return tr("signed");
    case Stage::Accepted: return tr("accepted");
    case Stage::InBlock: return tr("in block · not final");
    case Stage::Final: return tr("final · reported by node");
    case Stage::Failed: return tr("failed");
    case Stage::Reverted: return tr("reverted");
    }
    return {};
}

Tone Format::stageTone(Stage stage)
{
    switch (stage) {
    case Stage::Prepared:
    case Stage::Signed:
    case Stage::Final: return Tone::Plain;
    case Stage::Accepted:
    case Stage::InBlock: return Tone::Warn;
    case Stage::Failed:
    case Stage::Reverted: return Tone::Bad;
    }
    return Tone::Plain;
}

QString Format::network(const Network &network)
{
    switch (network.kind) {
    case NetworkKind::Practice: return tr("Practice network");
    case NetworkKind::Testnet: return tr("Testnet");
    case NetworkKind::Mainnet: return tr("Mainnet");
    case NetworkKind::Custom: break;
    }
    const QString host = QUrl(network.url).host();
    return host.isEmpty() ? network.url : host;
}

QString Format::accountName(const Account &account)
{
    if (!account.name.isEmpty())
        return account.name;
    return account.watchOnly ? tr("Watched address") : tr("My wallet");
}

QString Format::warning(const Warning &warning)
{
    switch (warning.kind) {
    case WarningKind::FirstTime:
        return tr("You have never sent to this address. Compare every group with the one you were given.");
    case WarningKind::LookAlike:
        if (!warning.otherName.isEmpty())
            return tr("Careful: this looks like %1 (%2) but is a different address. "
                      "Look-alike addresses are a common fraud.")
                .arg(warning.otherName, address(warning.other));
        return tr("Careful: this looks like an address you know (%1) but is a different one. "
                  "Look-alike addresses are a common fraud.")
            .arg(address(warning.other));
    case WarningKind::AppAddress:
        return tr("This is the address of the collection “%1”, not of a person. Nobody has its key: AIN that is sent "
                  "there is gone for ever.")
            .arg(warning.otherName);
    case WarningKind::OwnAddress: return tr("This is one of your own accounts.");
    case WarningKind::NoAccount: return tr("The chain has never seen this address. That is normal for a new wallet.");
    case WarningKind::EmptiesAccount: return tr("Nothing is left in the account to pay later fees.");
    case WarningKind::Irreversible: return tr("Nobody can take this back once it is final.");
    case WarningKind::CreatorCanTakeBack:
        return tr("Compatible layout: the creator of the collection can take this token back later.");
    case WarningKind::Unowned:
        return tr("Nobody owns this address: it has no key. What is sent there is gone for ever, and no one, us least "
                  "of all, can bring it back.");
    case WarningKind::LocksStake:
        return tr("Everything you have staked here is locked until %1. Nobody can release it sooner.")
            .arg(dateTime(warning.timeMs));
    case WarningKind::NoApp: return tr("There is no app of this name on this network. Check the spelling.");
    }
    return {};
}

QString Format::consent(WarningKind kind)
{
    switch (kind) {
    case WarningKind::Unowned:
    case WarningKind::AppAddress: return tr("I want to destroy it for ever");
    case WarningKind::LookAlike: return tr("I compared all 40 digits: this is the address I mean");
    default: return {};
    }
}

} // namespace ain::ui
