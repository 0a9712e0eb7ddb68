#include "core/crypto/hd.h"

#include "core/crypto/kdf.h"
#include "core/crypto/secp256k1context.h"

#include <array>
#include <cstring>
#include <optional>

namespace ain::crypto {

using namespace Qt::StringLiterals;

namespace {

constexpr std::uint32_t Hardened = 0x80000000;
constexpr std::size_t MaxLevels = 16;
constexpr qsizetype MaxShownPath = 100;

std::optional<std::vector<std::uint32_t>> parsePath(QStringView path)
{
    std::vector<std::uint32_t> levels;
    if (path == u"m")
        return levels;
    if (!path.startsWith(u"m/"))
        return std::nullopt;
    for (QStringView rest = path.mid(1); !rest.isEmpty();) {
        rest = rest.mid(1); // the '/'
        qsizetype end = rest.indexOf(u'/');
        if (end < 0)
            end = rest.size();
        QStringView level = rest.first(end);
        rest = rest.mid(end);
        std::uint32_t flag = 0;
        if (level.endsWith(u'\'') || level.endsWith(u'h')) {
            flag = Hardened;
            level.chop(1);
        }
        if (level.isEmpty() || level.size() > 10 || levels.size() == MaxLevels)
            return std::nullopt;
        std::uint64_t value = 0;
        for (const QChar c : level) {
            if (c < u'0' || c > u'9')
                return std::nullopt;
            value = value * 10 + (c.unicode() - u'0');
        }
        if (value >= Hardened)
            return std::nullopt;
        levels.push_back(std::uint32_t(value) | flag);
    }
    return levels;
}

} // namespace

QString accountPath(PathFamily family, std::uint32_t index)
{
    return u"m/44'/%1'/0'/0/%2"_s.arg(family == PathFamily::Ethereum ? 60 : 412).arg(index);
}

Result<PrivateKey> deriveKey(const SecretBytes &seed64, QStringView path)
{
    const auto levels = parsePath(path);
    if (!levels)
        return failure(errors::DerivationPath, {{u"path"_s, path.left(MaxShownPath).toString()}});

    // BIP32: the left half is the key, the right half the chain code. A half that is no valid scalar occurs once
    // in 2^127 and is an error there too.
    SecretBytes node = hmacSha512("Bitcoin seed", seed64.view());
    if (secp256k1_ec_seckey_verify(secp256k1(), node.data()) != 1)
        return failure(errors::KeyInvalid);
    for (const std::uint32_t level : *levels) {
        SecretBytes data(37);
        if ((level & Hardened) != 0) {
            std::memcpy(data.data() + 1, node.data(), 32);
        } else {
            secp256k1_pubkey point;
            std::size_t size = 33;
            if (secp256k1_ec_pubkey_create(secp256k1(), &point, node.data()) != 1)
                return failure(errors::KeyInvalid);
            secp256k1_ec_pubkey_serialize(secp256k1(), data.data(), &size, &point, SECP256K1_EC_COMPRESSED);
        }
        for (std::size_t i = 0; i < 4; ++i)
            data.data()[33 + i] = std::uint8_t(level >> (24 - 8 * i));
        SecretBytes child = hmacSha512(node.bytes().last(32), data.view());
        // child key = parent key + left half (mod n)
        if (secp256k1_ec_seckey_tweak_add(secp256k1(), node.data(), child.data()) != 1)
            return failure(errors::KeyInvalid);
        std::memcpy(node.data() + 32, child.data() + 32, 32);
    }
    return PrivateKey::fromBytes(node.part(0, 32));
}

} // namespace ain::crypto
