#include "gpu/share/peer/peerinfo.h"

#include "core/crypto/hash.h"
#include "gpu/share/images/imagebackend.h"
#include "gpu/share/images/imageparams.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>
#include <array>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype NameMax = 80;
constexpr qsizetype VersionMax = 40;
constexpr qsizetype EndpointMax = 300;
constexpr std::size_t AdvertsMax = 16;
constexpr std::size_t ModelsMax = 8;
constexpr qsizetype PublicKeyDigits = 128;
constexpr int ChainIdMax = 1'000'000;
constexpr std::array<QStringView, 4> Roles = {u"seller", u"verifier", u"serving", u"gateway"};
constexpr std::array<QStringView, 3> Modalities = {u"image", u"chat", u"transcription"};

tl::unexpected<Error> wrong(const QString &what) { return failure(errors::PeerAnswer, {{u"what"_s, what}}); }

json::Array arrayOf(const QStringList &texts)
{
    json::Array array;
    for (const QString &text : texts)
        array.emplace_back(text);
    return array;
}

QList<PeerModels> backendsOf(const json::Value &value)
{
    QList<PeerModels> backends;
    const json::Array &list = value.array();
    for (std::size_t i = 0; i < std::min(list.size(), AdvertsMax); ++i) {
        PeerModels models;
        models.modality = list[i][u"modality"].toString();
        if (std::find(Modalities.begin(), Modalities.end(), models.modality) == Modalities.end())
            continue;
        for (const json::Value &model : list[i][u"models"].array()) {
            const QString &id = model.string();
            // An id that had to be changed would name nothing.
            if (!id.isEmpty() && id.size() <= IdMax && plainText(id, IdMax) == id
                && std::size_t(models.models.size()) < ModelsMax)
                models.models.append(id);
        }
        if (!models.models.isEmpty())
            backends.append(models);
    }
    return backends;
}

/// Addresses of IPv4 for networks of one owner (RFC 1918, RFC 6598).
struct Subnet {
    quint32 first = 0;
    int bits = 0;
};

/// On this computer or in a network of its owner.
bool isNear(const QUrl &url)
{
    const QString host = url.host().toLower();
    const QHostAddress address(host);
    if (address.isNull())
        return !host.contains(u'.') || host == u"localhost" || host.endsWith(u".localhost") || host.endsWith(u".local");
    bool isFour = false;
    const quint32 four = address.toIPv4Address(&isFour); // of a mapped one too
    if (!isFour)
        return !address.isGlobal() || address.isUniqueLocalUnicast();
    static constexpr std::array nearby = {Subnet{0x0a000000U, 8}, Subnet{0xac100000U, 12}, Subnet{0xc0a80000U, 16},
                                          Subnet{0x64400000U, 10}};
    const auto contains = [four](const Subnet &net) { return ((four ^ net.first) >> (32 - net.bits)) == 0; };
    return !QHostAddress(four).isGlobal() || std::any_of(nearby.begin(), nearby.end(), contains);
}

bool isThisComputer(const QUrl &url) { return url.host() == u"localhost" || QHostAddress(url.host()).isLoopback(); }

} // namespace

QStringList PeerInfo::imageModels() const
{
    QStringList models;
    for (const PeerModels &backend : backends) {
        if (backend.modality == u"image")
            models += backend.models;
    }
    return models;
}

json::Value toJson(const PeerInfo &info)
{
    json::Array backends;
    for (const PeerModels &backend : info.backends) {
        json::Object entry;
        entry.set(u"modality"_s, backend.modality);
        entry.set(u"models"_s, arrayOf(backend.models));
        backends.emplace_back(std::move(entry));
    }
    json::Object out;
    out.set(u"address"_s, info.address.toString());
    if (!info.publicKey.isEmpty())
        out.set(u"public_key"_s, info.publicKey);
    out.set(u"name"_s, info.name);
    out.set(u"endpoint"_s, info.endpoint);
    out.set(u"roles"_s, arrayOf(info.roles));
    out.set(u"ledger"_s, info.ledger);
    out.set(u"chain_id"_s, info.chainId);
    out.set(u"branches"_s, json::Array());
    out.set(u"blobs"_s, json::Array());
    out.set(u"version"_s, info.version);
    out.set(u"last_seen"_s, info.lastSeenMs);
    out.set(u"backends"_s, std::move(backends));
    return json::Value(std::move(out));
}

Result<PeerInfo> peerInfoFromJson(const json::Value &value)
{
    if (!value.isObject())
        return wrong(u"info"_s);
    PeerInfo info;
    const auto address = crypto::Address::parse(value[u"address"].string());
    if (!address)
        return wrong(u"address"_s);
    info.address = *address;
    info.endpoint = endpointOf(value[u"endpoint"].string());
    info.name = plainText(value[u"name"].string(), NameMax);
    info.version = plainText(value[u"version"].string(), VersionMax);
    const QString &key = value[u"public_key"].string();
    if (key.size() == PublicKeyDigits && crypto::fromHex(key))
        info.publicKey = key.toLower();
    for (const json::Value &role : value[u"roles"].array()) {
        const bool isKnown = std::find(Roles.begin(), Roles.end(), role.string()) != Roles.end();
        if (isKnown && !info.roles.contains(role.string()))
            info.roles.append(role.string());
    }
    const QString &ledger = value[u"ledger"].string();
    info.ledger = ledger == u"ain" || ledger == u"local" ? ledger : QString();
    info.chainId = int(std::clamp<qint64>(value[u"chain_id"].toInteger(0), 0, ChainIdMax));
    info.lastSeenMs = std::max<qint64>(value[u"last_seen"].toInteger(0), 0);
    info.backends = backendsOf(value[u"backends"]);
    return info;
}

QString endpointOf(const QString &text)
{
    if (text.size() > EndpointMax)
        return {};
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == u"http" || url.scheme() == u"https";
    if (!url.isValid() || !isHttp || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery()
        || url.hasFragment())
        return {};
    const auto written = [](const QUrl &of) {
        QString plain = of.toString(QUrl::FullyEncoded);
        while (plain.endsWith(u'/'))
            plain.chop(1);
        return plain;
    };
    const QString plain = written(url);
    // What changes when it is read once more would be two addresses.
    const bool isSettled = plain.size() <= EndpointMax && written(QUrl(plain, QUrl::StrictMode)) == plain;
    return isSettled ? plain : QString();
}

bool mayCall(const QString &endpoint, EndpointSource source, bool allowsLocal)
{
    const QUrl url(endpoint, QUrl::StrictMode);
    if (endpoint.isEmpty() || endpointOf(endpoint) != endpoint)
        return false;
    if (source == EndpointSource::Learned && !allowsLocal && isNear(url))
        return false;
    if (url.scheme() == u"https")
        return true;
    return isThisComputer(url) && (source == EndpointSource::Configured || allowsLocal);
}

} // namespace ain::share
