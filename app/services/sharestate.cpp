#include "app/services/sharestate.h"

#include "app/services/filewrite.h"
#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

QString fileIn(const QString &directory) { return directory + u"/share-running.json"_s; }
QString lockIn(const QString &directory) { return directory + u"/share-running.lock"_s; }

/// Times that run down and times that run up, wherever they stand.
json::Value aged(const QString &name, const json::Value &value, qint64 byMs)
{
    if (value.isObject()) {
        json::Object object;
        for (const auto &[key, one] : value.object())
            object.set(key, aged(key, one, byMs));
        return json::Value(std::move(object));
    }
    if (value.isArray()) {
        json::Array array;
        for (const json::Value &one : value.array())
            array.emplace_back(aged(QString(), one, byMs));
        return json::Value(std::move(array));
    }
    if (name == u"in_ms" || name.endsWith(u"_in_ms") || name == u"left_ms")
        return value.isNull() ? value : json::Value(std::max<qint64>(0, value.toInteger(0) - byMs));
    if (name == u"since_ms" || name == u"ago_ms")
        return value.isNull() ? value : json::Value(value.toInteger(0) + byMs);
    return value;
}

} // namespace

ShareState::ShareState(const QString &dataDirectory, const Clock &clock, std::function<json::Object()> describe)
    : m_directory(dataDirectory), m_clock(clock), m_describe(std::move(describe))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(NotOftenerMs);
    m_again.setInterval(AtLeastEveryMs);
    connect(&m_soon, &QTimer::timeout, this, &ShareState::write);
    connect(&m_again, &QTimer::timeout, this, &ShareState::write);
    m_again.start();
    write();
}

ShareState::~ShareState()
{
    if (m_lock)
        QFile::remove(fileIn(m_directory));
}

void ShareState::changed()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void ShareState::write()
{
    if (!m_lock) {
        // Who only asks holds it for a moment, and another program may end.
        auto lock = FileLock::take(lockIn(m_directory));
        if (!lock)
            return;
        m_lock = std::move(*lock);
    }
    json::Object told;
    told.set(u"v"_s, 1);
    told.set(u"pid"_s, QCoreApplication::applicationPid());
    told.set(u"at"_s, m_clock.nowMs());
    told.set(u"status"_s, m_describe());
    const QByteArray text = json::canonical(json::Value(std::move(told)));
    if (text.size() <= MaxBytes)
        (void)writeFile(fileIn(m_directory), text); // a full disk costs the others this look, no more
}

std::optional<ShareState::Told> ShareState::read(const QString &dataDirectory, qint64 nowMs)
{
    if (!QFile::exists(lockIn(dataDirectory)))
        return std::nullopt;
    const auto lock = FileLock::take(lockIn(dataDirectory));
    if (lock || lock.error().code != errors::FileLocked)
        return std::nullopt;
    QFile file(fileIn(dataDirectory));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto stored = json::parse(file.read(MaxBytes + 1), {.maxBytes = MaxBytes, .maxDepth = 8, .maxValues = 4000});
    if (!stored || (*stored)[u"v"].toInteger(0) != 1 || !(*stored)[u"status"].isObject())
        return std::nullopt;
    Told told;
    told.pid = (*stored)[u"pid"].toInteger(0);
    told.atMs = (*stored)[u"at"].toInteger(0);
    const qint64 age = std::max<qint64>(0, nowMs - told.atMs);
    told.status = aged(QString(), (*stored)[u"status"], age).object();
    return told;
}

} // namespace ain::app
