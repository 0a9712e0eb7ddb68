#include "app/services/peerbook.h"

#include "app/services/filewrite.h"
#include "core/base/filelock.h"
#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <numeric>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 DayMs = 24LL * 3600 * 1000;
constexpr qint64 UsageBytesMost = 512 * 1024;
constexpr int PicturesMost = 1'000'000; ///< of one caller, in a file that somebody wrote

Result<QByteArray> readFile(const QString &path, qint64 most)
{
    QFile file(path);
    if (!file.exists())
        return QByteArray();
    if (!file.open(QIODevice::ReadOnly))
        return failure(errors::FileRead, {{u"path"_s, path}}, file.errorString());
    return file.read(most + 1);
}

Result<> makeDirectory(const QString &directory)
{
    if (!QDir().mkpath(directory))
        return failure(errors::FileWrite, {{u"path"_s, directory}});
    QFile::setPermissions(directory, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    return {};
}

json::Value toJson(const share::Peer &peer)
{
    json::Object out;
    out.set(u"endpoint"_s, peer.endpoint);
    out.set(u"configured"_s, peer.source == share::EndpointSource::Configured);
    out.set(u"asked"_s, peer.wasAsked);
    out.set(u"last_seen"_s, peer.lastSeenMs);
    out.set(u"info"_s, peer.info ? share::toJson(*peer.info) : json::Value());
    return json::Value(std::move(out));
}

/// Empty for anything that is not one.
share::Peer peerOf(const json::Value &value)
{
    share::Peer peer;
    peer.endpoint = share::endpointOf(value[u"endpoint"].toString());
    peer.source = value[u"configured"].toBool() ? share::EndpointSource::Configured : share::EndpointSource::Learned;
    peer.lastSeenMs = std::max<qint64>(value[u"last_seen"].toInteger(0), 0);
    if (auto info = share::peerInfoFromJson(value[u"info"])) {
        peer.info = std::move(*info);
        peer.wasAsked = value[u"asked"].toBool();
    }
    return peer;
}

/// What was in the file may be called: whoever wrote it down looked at it.
share::PeerList listOf(const QList<share::Peer> &peers)
{
    share::PeerList list(crypto::Address(), true);
    for (const share::Peer &peer : peers)
        list.restore(peer);
    return list;
}

bool isSame(const QList<share::Peer> &a, const QList<share::Peer> &b)
{
    return std::equal(a.cbegin(), a.cend(), b.cbegin(), b.cend(), [](const share::Peer &one, const share::Peer &two) {
        return one.endpoint == two.endpoint && one.source == two.source && one.wasAsked == two.wasAsked
            && one.lastSeenMs == two.lastSeenMs && one.info == two.info;
    });
}

} // namespace

PeerBook::PeerBook(const QString &dataDirectory)
    : m_directory(dataDirectory + u"/peers"_s), m_file(m_directory + u"/peers.json"_s)
{
}

Result<QList<share::Peer>> PeerBook::all() const
{
    const auto bytes = readFile(m_file, BytesMost);
    if (!bytes)
        return failure(bytes.error());
    QList<share::Peer> peers;
    if (bytes->isEmpty())
        return peers;
    const auto stored = json::parse(*bytes, {.maxBytes = BytesMost, .maxDepth = 8, .maxValues = 100'000});
    if (!stored || !(*stored)[u"peers"].isArray()) {
        QFile::remove(m_file + u".damaged"_s);
        QFile::rename(m_file, m_file + u".damaged"_s);
        return peers;
    }
    for (const json::Value &one : (*stored)[u"peers"].array()) {
        const share::Peer peer = peerOf(one);
        if (!peer.endpoint.isEmpty() && peers.size() < share::PeersMost)
            peers.append(peer);
    }
    return peers;
}

Result<> PeerBook::write(const share::PeerList &list) const
{
    json::Array peers;
    for (const share::Peer &peer : list.all())
        peers.emplace_back(toJson(peer));
    json::Object out;
    out.set(u"version"_s, 1);
    out.set(u"peers"_s, std::move(peers));
    return writeFile(m_file, json::pretty(json::Value(std::move(out))));
}

Result<> PeerBook::change(const std::function<void(share::PeerList &)> &change) const
{
    if (auto made = makeDirectory(m_directory); !made)
        return made;
    const auto lock = FileLock::take(m_directory + u"/peers.lock"_s);
    if (!lock)
        return failure(lock.error());
    const auto stored = all();
    if (!stored)
        return failure(stored.error());
    share::PeerList list = listOf(*stored);
    change(list);
    return write(list);
}

Result<> PeerBook::join(share::PeerList &list)
{
    if (auto made = makeDirectory(m_directory); !made)
        return made;
    const auto lock = FileLock::take(m_directory + u"/peers.lock"_s);
    if (!lock)
        return failure(lock.error());
    const auto stored = all();
    if (!stored)
        return failure(stored.error());
    QSet<QString> written;
    for (const share::Peer &peer : *stored) {
        written.insert(peer.endpoint);
        if (!m_joined.contains(peer.endpoint))
            list.restore(peer); // known already: then the node knows it better
    }
    for (const QString &endpoint : std::as_const(m_joined)) {
        if (!written.contains(endpoint))
            list.remove(endpoint);
    }
    if (!isSame(*stored, list.all())) {
        if (auto kept = write(list); !kept)
            return kept;
    }
    const QStringList known = list.endpoints();
    m_joined = QSet<QString>(known.cbegin(), known.cend());
    return {};
}

PeerUsage::PeerUsage(const QString &dataDirectory, const Clock &clock)
    : m_directory(dataDirectory + u"/peers"_s), m_clock(clock)
{
    read();
}

qint64 PeerUsage::day() const { return m_clock.nowMs() / DayMs; }

void PeerUsage::read()
{
    m_day = day();
    const auto bytes = readFile(m_directory + u"/usage.json"_s, UsageBytesMost);
    if (!bytes || bytes->isEmpty())
        return;
    // What can't be read counts as nothing used.
    const auto stored = json::parse(*bytes, {.maxBytes = UsageBytesMost, .maxDepth = 4, .maxValues = 10'000});
    if (!stored || (*stored)[u"day"].toInteger(-1) != m_day)
        return;
    for (const auto &[caller, count] : (*stored)[u"pictures"].object()) {
        if (m_pictures.size() < CallersMost && crypto::Address::parse(caller))
            m_pictures.insert(caller, int(std::clamp<qint64>(count.toInteger(0), 0, PicturesMost)));
    }
}

void PeerUsage::turn()
{
    if (m_day == day())
        return;
    m_day = day();
    m_pictures.clear();
}

bool PeerUsage::admit(const QString &caller, int perDay)
{
    turn();
    if (m_pictures.value(caller) >= perDay || (!m_pictures.contains(caller) && m_pictures.size() >= CallersMost))
        return false;
    ++m_pictures[caller];
    return true;
}

void PeerUsage::giveBack(const QString &caller)
{
    turn();
    if (m_pictures.value(caller) > 0)
        --m_pictures[caller];
}

int PeerUsage::today() const { return m_day == day() ? std::accumulate(m_pictures.cbegin(), m_pictures.cend(), 0) : 0; }

Result<> PeerUsage::save() const
{
    if (auto made = makeDirectory(m_directory); !made)
        return made;
    json::Object pictures;
    for (const auto &[caller, count] : m_pictures.asKeyValueRange()) {
        if (count > 0)
            pictures.set(caller, count);
    }
    json::Object out;
    out.set(u"day"_s, m_day);
    out.set(u"pictures"_s, std::move(pictures));
    return writeFile(m_directory + u"/usage.json"_s, json::pretty(json::Value(std::move(out))));
}

} // namespace ain::app
