#include "gpu/share/pool/hub.h"

#include "core/base/filelock.h"
#include "core/json/writer.h"
#include "gpu/share/pool/certificate.h"
#include "gpu/share/pool/errors.h"
#include "gpu/share/pool/files.h"

#include <QFile>

#include <algorithm>

namespace ain::pool {

using namespace Qt::StringLiterals;

namespace {

constexpr int Version = 1;

json::Object toJson(const HubBook &book)
{
    json::Array boxes;
    for (const Box &box : book.boxes) {
        json::Object entry;
        entry.set(u"name"_s, box.name);
        entry.set(u"key"_s, QString::fromLatin1(box.key));
        entry.set(u"role"_s, roleName(box.role));
        entry.set(u"created"_s, box.createdMs);
        boxes.emplace_back(std::move(entry));
    }
    json::Object object;
    object.set(u"v"_s, Version);
    object.set(u"listen"_s, book.settings.listen);
    object.set(u"port"_s, int(book.settings.port));
    object.set(u"file_bytes"_s, book.settings.limits.fileBytes);
    object.set(u"memory_bytes"_s, book.settings.limits.memoryBytes);
    object.set(u"connections"_s, book.settings.limits.connections);
    object.set(u"boxes"_s, std::move(boxes));
    return object;
}

bool isSane(const HubSettings &settings)
{
    return isHost(settings.listen) && settings.port > 0 && settings.limits.fileBytes > 0
        && settings.limits.memoryBytes > 0 && settings.limits.connections > 0;
}

/// False: damaged.
bool fromJson(const json::Value &value, HubBook &book)
{
    const json::Array &boxes = value[u"boxes"].array();
    if (value[u"v"].toInteger() != Version || boxes.empty() || qsizetype(boxes.size()) > MaxBoxes)
        return false;
    book.settings.listen = value[u"listen"].toString();
    const qint64 port = value[u"port"].toInteger();
    book.settings.port = port > 0 && port <= 0xffff ? quint16(port) : quint16(0);
    book.settings.limits.fileBytes = value[u"file_bytes"].toInteger();
    book.settings.limits.memoryBytes = value[u"memory_bytes"].toInteger();
    book.settings.limits.connections = int(std::clamp<qint64>(value[u"connections"].toInteger(), 0, 65'536));
    for (const json::Value &entry : boxes) {
        Box box;
        box.name = entry[u"name"].toString();
        box.key = entry[u"key"].toString().toLatin1();
        box.createdMs = entry[u"created"].toInteger();
        const auto role = roleOf(entry[u"role"].toString());
        if (!role || !isBoxName(box.name) || !isPublicKey(box.key))
            return false;
        box.role = *role;
        book.boxes.append(box);
    }
    return isSane(book.settings);
}

/// Quotes and backslashes have meanings there, and so has the end of a line.
bool isPlain(const QString &path)
{
    return std::all_of(path.begin(), path.end(), [](QChar c) { return c.isPrint() && c != u'"' && c != u'\\'; });
}

QByteArray quoted(const QString &text) { return '"' + text.toUtf8() + '"'; }

QByteArray listOf(const QStringList &subjects)
{
    QByteArray list;
    for (const QString &subject : subjects)
        list += (list.isEmpty() ? "" : ", ") + quoted(subject);
    return '[' + list + ']';
}

/// A worker takes jobs and gives results under its own name; it can't look into the queue or at the work of others.
QByteArray workerPermissions(const QString &box)
{
    const QStringList publish{u"$JS.API.CONSUMER.INFO.JOBS.*"_s,
                              u"$JS.API.CONSUMER.MSG.NEXT.JOBS.*"_s,
                              u"$JS.ACK.JOBS.>"_s,
                              u"PARTS.*.%1.*.*.*"_s.arg(box),
                              u"RESULTS.*.%1.*"_s.arg(box),
                              u"$KV.CAPS.%1"_s.arg(box),
                              u"WAKE.>"_s};
    const QStringList subscribe{u"_INBOX.%1.>"_s.arg(box), u"WAKE.jobs.*"_s};
    return "permissions: { publish: { allow: " + listOf(publish) + " }, subscribe: { allow: " + listOf(subscribe)
        + " } }";
}

} // namespace

Result<QByteArray> serverConfig(const HubBook &book, const QString &directory)
{
    if (!isPlain(directory) || !isSane(book.settings))
        return failure(errors::InvalidArgument, {{u"what"_s, directory}});
    QByteArray text = "# Written by AIN Studio; changed by its pool commands only.\n"
                      "server_name: \"ain-pool\"\n";
    text += "host: " + quoted(book.settings.listen) + '\n';
    text += "port: " + QByteArray::number(book.settings.port) + '\n';
    text += "max_payload: " + QByteArray::number(MaxPayloadBytes) + '\n';
    text += "max_connections: " + QByteArray::number(book.settings.limits.connections) + '\n';
    text += "max_control_line: 4096\n"
            "max_pending: 33554432\n"
            "ping_interval: \"10s\"\n"
            "ping_max: 2\n"
            "write_deadline: \"10s\"\n"
            "disable_sublist_cache: false\n"
            "debug: false\n"
            "trace: false\n";
    text += "tls: { cert_file: " + quoted(directory + u"/certificate.pem"_s)
        + ", key_file: " + quoted(directory + u"/certificate.key"_s) + ", timeout: 5 }\n";
    text += "jetstream: { store_dir: " + quoted(directory + u"/store"_s)
        + ", max_memory_store: " + QByteArray::number(book.settings.limits.memoryBytes)
        + ", max_file_store: " + QByteArray::number(book.settings.limits.fileBytes) + " }\n";
    text += "authorization: {\n  timeout: 5\n  users: [\n";
    for (const Box &box : book.boxes) {
        text += "    { nkey: \"" + box.key + '"';
        if (box.role == Role::Worker)
            text += ", " + workerPermissions(box.name);
        text += " }\n";
    }
    text += "  ]\n}\n";
    return text;
}

QString Hub::path(QStringView name) const { return m_directory + u"/hub/"_s + name.toString(); }

QString Hub::configFile() const { return path(u"nats.conf"); }

QString Hub::bookFile() const { return path(u"hub.json"); }

QString Hub::lockFile() const { return path(u"serving.lock"); }

QString Hub::certificateFile() const { return path(u"certificate.pem"); }

bool Hub::exists() const { return QFile::exists(bookFile()); }

Result<> Hub::open(const QString &box, const HubSettings &settings, const Clock &clock) const
{
    for (const QString &directory : {m_directory, m_directory + u"/hub"_s}) {
        if (auto made = makeDirectory(directory); !made)
            return made;
    }
    const auto lock = FileLock::take(path(u"hub.lock"));
    if (!lock)
        return failure(lock.error());
    if (!isSane(settings))
        return failure(errors::InvalidArgument, {{u"what"_s, settings.listen}});
    if (exists()) {
        auto known = book();
        if (!known)
            return failure(known.error());
        known->settings = settings;
        return write(*known);
    }
    if (!isBoxName(box))
        return failure(errors::PoolName, {{u"name"_s, box}});
    // Half a beginning left the certificate and a key behind; box.json of another pool is not overwritten.
    const auto member = loadMembership(m_directory);
    const bool isOwn = member && QFile::exists(certificateFile())
        && readBounded(certificateFile()).value_or(QByteArray()) == member->certificate;
    if (member && !isOwn)
        return failure(errors::PoolIsMember, {{u"name"_s, member->box}});
    if (!member && member.error().code != errors::PoolNotMember)
        return failure(member.error());
    const auto certificate = makeCertificate(clock.nowMs());
    if (!certificate)
        return failure(certificate.error());
    Membership own;
    own.box = box;
    own.role = Role::Member;
    own.host = u"127.0.0.1"_s;
    own.port = settings.port;
    own.certificate = certificate->pem;
    own.key = std::make_shared<const BoxKey>(BoxKey::generate());
    if (auto written = writePrivate(path(u"certificate.key"), certificate->keyPem.bytes()); !written)
        return written;
    if (auto written = writePrivate(certificateFile(), certificate->pem); !written)
        return written;
    if (auto saved = saveMembership(m_directory, own); !saved)
        return saved;
    HubBook fresh;
    fresh.settings = settings;
    fresh.boxes.append({.name = box, .key = own.key->publicText(), .role = Role::Member, .createdMs = clock.nowMs()});
    return write(fresh);
}

Result<HubBook> Hub::book() const
{
    const auto value = readJson(bookFile());
    if (!value && value.error().code == errors::NotFound)
        return failure(errors::PoolNotHub);
    if (!value)
        return failure(value.error());
    HubBook book;
    if (!fromJson(*value, book))
        return failure(errors::PoolFile, {{u"path"_s, bookFile()}});
    return book;
}

Result<> Hub::write(const HubBook &book) const
{
    // This computer reaches the hub at the address it listens at, unless that is all of them.
    if (auto own = loadMembership(m_directory)) {
        const bool isAny = book.settings.listen == u"0.0.0.0" || book.settings.listen == u"::";
        const QString host = isAny ? u"127.0.0.1"_s : book.settings.listen;
        if (own->host != host || own->port != book.settings.port) {
            own->host = host;
            own->port = book.settings.port;
            if (auto saved = saveMembership(m_directory, *own); !saved)
                return saved;
        }
    }
    return writePrivate(bookFile(), json::pretty(toJson(book)));
}

Result<Membership> Hub::invite(const QString &name, Role role, const QString &host, const Clock &clock) const
{
    if (!exists())
        return failure(errors::PoolNotHub);
    if (!isBoxName(name))
        return failure(errors::PoolName, {{u"name"_s, name}});
    if (!isHost(host))
        return failure(errors::InvalidArgument, {{u"what"_s, u"address"_s}});
    const auto lock = FileLock::take(path(u"hub.lock"));
    if (!lock)
        return failure(lock.error());
    auto known = book();
    if (!known)
        return failure(known.error());
    if (std::any_of(known->boxes.cbegin(), known->boxes.cend(), [&name](const Box &box) { return box.name == name; }))
        return failure(errors::PoolNameTaken, {{u"name"_s, name}});
    if (known->boxes.size() >= MaxBoxes)
        return failure(errors::PoolFull, {{u"what"_s, u"boxes"_s}, {u"limit"_s, qlonglong(MaxBoxes)}});
    const auto certificate = readBounded(certificateFile());
    if (!certificate)
        return failure(certificate.error());
    Membership invited;
    invited.box = name;
    invited.role = role;
    invited.host = host;
    invited.port = known->settings.port;
    invited.certificate = *certificate;
    invited.key = std::make_shared<const BoxKey>(BoxKey::generate());
    known->boxes.append({.name = name, .key = invited.key->publicText(), .role = role, .createdMs = clock.nowMs()});
    if (auto written = write(*known); !written)
        return failure(written.error());
    return invited;
}

Result<> Hub::remove(const QString &name) const
{
    if (!exists())
        return failure(errors::PoolNotHub);
    const auto lock = FileLock::take(path(u"hub.lock"));
    if (!lock)
        return failure(lock.error());
    auto known = book();
    if (!known)
        return failure(known.error());
    // The hub's own, the first one, stays: without it nobody could look after the pool.
    const auto found = std::find_if(known->boxes.cbegin() + 1, known->boxes.cend(),
                                    [&name](const Box &box) { return box.name == name; });
    if (found == known->boxes.cend())
        return failure(errors::PoolBoxUnknown, {{u"name"_s, name}});
    known->boxes.erase(found);
    return write(*known);
}

Result<bool> Hub::writeConfig() const
{
    const auto known = book();
    if (!known)
        return failure(known.error());
    const auto text = serverConfig(*known, m_directory + u"/hub"_s);
    if (!text)
        return failure(text.error());
    if (const auto now = readBounded(configFile()); now && *now == *text)
        return false;
    if (auto written = writePrivate(configFile(), *text); !written)
        return failure(written.error());
    return true;
}

} // namespace ain::pool
