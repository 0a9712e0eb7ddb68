#include "app/services/shareusage.h"

#include "app/services/filewrite.h"
#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QDateTime>
#include <QFile>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

/// Between two looks no more than this counts: a process that stood still drew nothing.
constexpr qint64 LongestStepMs = 10'000;
/// Cards that draw more do not exist; drivers that say so do.
constexpr double MostWatts = 5000;
constexpr qint64 MostMs = qint64(100) * 366 * 24 * 3600 * 1000;
constexpr qint64 MostMilliJoules = qint64(4'000'000'000'000'000);

UsageSum plus(const UsageSum &a, const UsageSum &b)
{
    return {a.ms + b.ms, a.measuredMs + b.measuredMs, a.milliJoules + b.milliJoules};
}

json::Value toJson(const UsageSum &sum)
{
    json::Object object;
    object.set(u"ms"_s, sum.ms);
    object.set(u"measured_ms"_s, sum.measuredMs);
    object.set(u"millijoules"_s, sum.milliJoules);
    return json::Value(std::move(object));
}

std::optional<UsageSum> sumOf(const json::Value &value)
{
    const UsageSum sum{value[u"ms"].toInteger(-1), value[u"measured_ms"].toInteger(-1),
                       value[u"millijoules"].toInteger(-1)};
    const bool isSane = sum.ms >= 0 && sum.ms <= MostMs && sum.measuredMs >= 0 && sum.measuredMs <= sum.ms
        && sum.milliJoules >= 0 && sum.milliJoules <= MostMilliJoules;
    return isSane ? std::optional(sum) : std::nullopt;
}

Result<json::Value> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(errors::FileRead, {{u"path"_s, path}}, file.errorString());
    return json::parse(file.read(UsageBook::MaxBytes + 1),
                       {.maxBytes = UsageBook::MaxBytes, .maxDepth = 4, .maxValues = 10'000});
}

} // namespace

void UsageBook::add(QDate day, qint64 ms, std::optional<double> watts)
{
    if (ms <= 0 || !day.isValid())
        return;
    UsageSum &sum = m_days[day];
    sum.ms += ms;
    if (watts && std::isfinite(*watts) && *watts >= 0 && *watts <= MostWatts) {
        sum.measuredMs += ms;
        sum.milliJoules += std::llround(*watts * double(ms));
    }
    shrink();
}

void UsageBook::shrink()
{
    while (m_days.size() > MaxDays) {
        m_before = plus(m_before, m_days.first());
        m_days.erase(m_days.begin());
    }
}

UsageSum UsageBook::total() const
{
    UsageSum sum = m_before;
    for (const UsageSum &day : m_days)
        sum = plus(sum, day);
    return sum;
}

std::optional<UsageBook> UsageBook::fromJson(const json::Value &value)
{
    const auto before = sumOf(value[u"before"]);
    if (value[u"v"].toInteger(0) != 1 || !before || !value[u"days"].isObject())
        return std::nullopt;
    UsageBook book;
    book.m_before = *before;
    for (const auto &[name, one] : value[u"days"].object()) {
        const QDate day = QDate::fromString(name, Qt::ISODate);
        const auto sum = sumOf(one);
        if (!day.isValid() || !sum || book.m_days.size() >= qsizetype(MaxDays) * 4)
            return std::nullopt;
        book.m_days.insert(day, *sum);
    }
    book.shrink();
    return book;
}

json::Value UsageBook::toJson() const
{
    json::Object days;
    for (auto day = m_days.cbegin(); day != m_days.cend(); ++day)
        days.set(day.key().toString(Qt::ISODate), app::toJson(day.value()));
    json::Object object;
    object.set(u"v"_s, 1);
    object.set(u"before"_s, app::toJson(m_before));
    object.set(u"days"_s, std::move(days));
    return json::Value(std::move(object));
}

QString ShareUsage::fileIn(const QString &dataDirectory) { return dataDirectory + u"/share-usage.json"_s; }

UsageBook ShareUsage::load(const QString &file)
{
    const auto stored = read(file);
    return stored ? UsageBook::fromJson(*stored).value_or(UsageBook()) : UsageBook();
}

ShareUsage::ShareUsage(QString file, const Clock &clock, std::function<std::optional<double>()> watts)
    : m_file(std::move(file)), m_clock(clock), m_watts(std::move(watts))
{
    m_timer.setInterval(LookEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &ShareUsage::look);
    if (!QFile::exists(m_file))
        return;
    const auto stored = read(m_file);
    if (auto book = stored ? UsageBook::fromJson(*stored) : std::nullopt) {
        m_book = *std::move(book);
        m_sentDay = QDate::fromString((*stored)[u"sent_day"].string(), Qt::ISODate);
        m_sent = std::max<qint64>(0, (*stored)[u"sent_bytes"].toInteger(0));
        return;
    }
    const QString aside = m_file + u".damaged"_s;
    QFile::remove(aside);
    QFile::rename(m_file, aside);
    m_error = Error{errors::FileRead, {{u"path"_s, m_file}}};
}

ShareUsage::~ShareUsage()
{
    setDrawing(false);
    if (m_sent > 0)
        save();
}

void ShareUsage::setDrawing(bool isDrawing)
{
    if (isDrawing == m_isDrawing)
        return;
    if (isDrawing) {
        m_lookedMs = m_savedMs = m_clock.monotonicMs();
        m_isDrawing = true;
        m_timer.start();
        return;
    }
    look();
    m_isDrawing = false;
    m_timer.stop();
    save();
}

void ShareUsage::addSent(qint64 bytes)
{
    m_sent = sentToday() + std::max<qint64>(0, bytes);
    m_sentDay = today();
    if (m_clock.monotonicMs() - m_savedMs >= SaveEveryMs)
        save();
}

qint64 ShareUsage::sentToday() const { return m_sentDay == today() ? m_sent : 0; }

QDate ShareUsage::today() const { return QDateTime::fromMSecsSinceEpoch(m_clock.nowMs()).date(); }

UsageSum ShareUsage::total() const { return m_book.total(); }

void ShareUsage::look()
{
    const qint64 now = m_clock.monotonicMs();
    const QDate day = QDateTime::fromMSecsSinceEpoch(m_clock.nowMs(), QTimeZone::utc()).date();
    m_book.add(day, std::min(now - m_lookedMs, LongestStepMs), m_watts ? m_watts() : std::nullopt);
    m_lookedMs = now;
    if (now - m_savedMs >= SaveEveryMs)
        save();
}

void ShareUsage::save()
{
    m_savedMs = m_clock.monotonicMs();
    json::Value kept = m_book.toJson();
    kept.object().set(u"sent_day"_s, m_sentDay.toString(Qt::ISODate));
    kept.object().set(u"sent_bytes"_s, m_sent);
    const auto saved = writeFile(m_file, json::canonical(kept));
    m_error = saved ? std::nullopt : std::optional(saved.error());
}

} // namespace ain::app
