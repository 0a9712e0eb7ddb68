#include "gpu/share/pool/membership.h"

#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/share/pool/certificate.h"
#include "gpu/share/pool/errors.h"
#include "gpu/share/pool/files.h"

#include <QFile>

#include <algorithm>

namespace ain::pool {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView InvitePrefix = "ain-pool-1.";
constexpr qsizetype MaxHostChars = 253;
constexpr auto Base64Form = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

bool isAmong(QStringView text, QStringView others)
{
    return std::all_of(text.begin(), text.end(), [others](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || others.contains(c);
    });
}

tl::unexpected<Error> damaged(const QString &what) { return failure(errors::PoolInvite, {{u"what"_s, what}}); }

json::Object toJson(const Membership &membership)
{
    json::Object object;
    object.set(u"box"_s, membership.box);
    object.set(u"role"_s, roleName(membership.role));
    object.set(u"address"_s, membership.host);
    object.set(u"port"_s, int(membership.port));
    object.set(u"certificate"_s, QString::fromLatin1(membership.certificate));
    return object;
}

/// Without the key.
Result<Membership> fromJson(const json::Value &value)
{
    Membership membership;
    membership.box = value[u"box"].toString();
    membership.host = value[u"address"].toString();
    membership.certificate = value[u"certificate"].toString().toLatin1();
    const auto role = roleOf(value[u"role"].toString());
    const qint64 port = value[u"port"].toInteger();
    if (!isBoxName(membership.box))
        return damaged(u"box"_s);
    if (!isHost(membership.host))
        return damaged(u"address"_s);
    if (!role)
        return damaged(u"role"_s);
    if (port < 1 || port > 0xffff)
        return damaged(u"port"_s);
    if (fingerprint(membership.certificate).isEmpty())
        return damaged(u"certificate"_s);
    membership.role = *role;
    membership.port = quint16(port);
    return membership;
}

QString publicFile(const QString &directory) { return directory + u"/box.json"_s; }

QString seedFile(const QString &directory) { return directory + u"/box.seed"_s; }

/// Straight into locked memory.
Result<BoxKey> readSeed(const QString &path)
{
    QFile file(path);
    SecretBytes text{std::size_t(SeedChars) + 1};
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(errors::FileRead, {{u"path"_s, path}}, file.errorString());
    if (file.read(reinterpret_cast<char *>(text.data()), SeedChars + 1) != SeedChars)
        return failure(errors::PoolFile, {{u"path"_s, path}});
    auto key = BoxKey::fromSeed(text.bytes().first(SeedChars));
    if (!key)
        return failure(errors::PoolFile, {{u"path"_s, path}});
    return key;
}

} // namespace

QString roleName(Role role) { return role == Role::Worker ? u"worker"_s : u"member"_s; }

std::optional<Role> roleOf(QStringView name)
{
    if (name == u"worker")
        return Role::Worker;
    if (name == u"member")
        return Role::Member;
    return {};
}

bool isBoxName(QStringView name)
{
    return !name.isEmpty() && name.size() <= MaxBoxName && name.front() != u'-' && isAmong(name, u"-");
}

bool isHost(QStringView text)
{
    return !text.isEmpty() && text.size() <= MaxHostChars && text.front() != u'-'
        && isAmong(text.toString().toLower(), u".-:");
}

QString Membership::address() const
{
    return host.contains(u':') ? u"[%1]:%2"_s.arg(host).arg(port) : u"%1:%2"_s.arg(host).arg(port);
}

SecretBytes inviteText(const Membership &membership)
{
    const QByteArray head = InvitePrefix.toByteArray() + json::canonical(toJson(membership)).toBase64(Base64Form) + '.';
    const SecretBytes seed = membership.key->seed();
    SecretBytes text(std::size_t(head.size()) + seed.size());
    std::copy(head.begin(), head.end(), text.data());
    std::copy_n(seed.data(), seed.size(), text.data() + head.size());
    return text;
}

Result<Membership> membershipFromInvite(QByteArrayView text)
{
    text = text.trimmed();
    if (text.size() > MaxInviteBytes || !text.startsWith(InvitePrefix))
        return damaged(u"text"_s);
    const qsizetype dot = text.lastIndexOf('.');
    if (dot < InvitePrefix.size())
        return damaged(u"text"_s);
    const QByteArrayView body = text.sliced(InvitePrefix.size(), dot - InvitePrefix.size());
    const auto decoded =
        QByteArray::fromBase64Encoding(body.toByteArray(), Base64Form | QByteArray::AbortOnBase64DecodingErrors);
    if (decoded.decodingStatus != QByteArray::Base64DecodingStatus::Ok)
        return damaged(u"text"_s);
    const auto value = json::parse(decoded.decoded, {.maxBytes = MaxInviteBytes, .maxDepth = 2, .maxValues = 20});
    if (!value)
        return damaged(u"text"_s);
    auto membership = fromJson(*value);
    if (!membership)
        return membership;
    auto key = BoxKey::fromSeed(text.sliced(dot + 1));
    if (!key)
        return failure(key.error());
    membership->key = std::make_shared<const BoxKey>(std::move(*key));
    return membership;
}

Result<> saveMembership(const QString &directory, const Membership &membership)
{
    if (auto made = makeDirectory(directory); !made)
        return made;
    // The seed first: who finds box.json finds all.
    if (auto written = writePrivate(seedFile(directory), membership.key->seed().bytes()); !written)
        return written;
    return writePrivate(publicFile(directory), json::pretty(toJson(membership)));
}

Result<Membership> loadMembership(const QString &directory)
{
    const auto value = readJson(publicFile(directory));
    if (!value && value.error().code == errors::NotFound)
        return failure(errors::PoolNotMember);
    if (!value)
        return failure(value.error());
    auto membership = fromJson(*value);
    if (!membership)
        return failure(errors::PoolFile, {{u"path"_s, publicFile(directory)}});
    auto key = readSeed(seedFile(directory));
    if (!key)
        return failure(key.error());
    membership->key = std::make_shared<const BoxKey>(std::move(*key));
    return membership;
}

Result<> forgetMembership(const QString &directory)
{
    for (const QString &path : {publicFile(directory), seedFile(directory)}) {
        QFile file(path);
        if (file.exists() && !file.remove())
            return failure(errors::FileWrite, {{u"path"_s, path}}, file.errorString());
    }
    return {};
}

} // namespace ain::pool
