#include "core/vault/container.h"

#include "core/vault/envelope.h"
#include "core/vault/files.h"

#include <QtEndian>

#include <sodium.h>

#include <algorithm>
#include <optional>

namespace ain::vault {

using namespace Qt::StringLiterals;

namespace {

// magic 8 | version u32 | envelope bytes u32 | database bytes u64, little-endian; envelope; database;
// SHA-256 over all before it (32); keyed BLAKE2b over the same (32).
// The line ends in the magic notice a transfer in text mode, as PNG's do.
constexpr QByteArrayView Magic("AINVLT\r\n");
constexpr qint64 HeaderBytes = 24;
constexpr qint64 DigestBytes = 32;
constexpr qint64 TrailerBytes = 2 * DigestBytes;
constexpr qint64 MaxDatabaseBytes = 8ll * 1024 * 1024 * 1024;
constexpr qint64 Chunk = 256 * 1024;

tl::unexpected<Error> damaged(const QString &what) { return failure(errors::VaultDamaged, {{u"what"_s, what}}); }

const unsigned char *raw(QByteArrayView bytes) { return reinterpret_cast<const unsigned char *>(bytes.data()); }

class Sha256 {
public:
    Sha256() { crypto_hash_sha256_init(&m_state); }
    void add(QByteArrayView bytes)
    {
        crypto_hash_sha256_update(&m_state, raw(bytes), static_cast<unsigned long long>(bytes.size()));
    }
    QByteArray result()
    {
        QByteArray out(DigestBytes, Qt::Uninitialized);
        crypto_hash_sha256_final(&m_state, reinterpret_cast<unsigned char *>(out.data()));
        return out;
    }

private:
    crypto_hash_sha256_state m_state{};
};

/// Keyed BLAKE2b with a key of its own, derived from the database key.
class Mac {
public:
    explicit Mac(const SecretBytes &databaseKey) : m_state(sizeof(crypto_generichash_state))
    {
        static constexpr QByteArrayView Purpose("ain-studio vault backup 1");
        SecretBytes key(crypto_generichash_KEYBYTES);
        crypto_generichash(key.data(), key.size(), raw(Purpose), static_cast<unsigned long long>(Purpose.size()),
                           databaseKey.data(), databaseKey.size());
        crypto_generichash_init(state(), key.data(), key.size(), DigestBytes);
    }
    void add(QByteArrayView bytes)
    {
        crypto_generichash_update(state(), raw(bytes), static_cast<unsigned long long>(bytes.size()));
    }
    QByteArray result()
    {
        QByteArray out(DigestBytes, Qt::Uninitialized);
        crypto_generichash_final(state(), reinterpret_cast<unsigned char *>(out.data()), DigestBytes);
        return out;
    }

private:
    // The state holds the key's block, and libsodium wants it aligned to 64 bytes, which only a local copy
    // could promise otherwise: sodium_malloc aligns the end of the block, and the size is a multiple of 64.
    crypto_generichash_state *state() { return reinterpret_cast<crypto_generichash_state *>(m_state.data()); }
    SecretBytes m_state;
};

QByteArray header(qint64 envelopeBytes, qint64 databaseBytes)
{
    QByteArray bytes = Magic.toByteArray();
    bytes.resize(HeaderBytes);
    qToLittleEndian(quint32(ContainerVersion), bytes.data() + 8);
    qToLittleEndian(quint32(envelopeBytes), bytes.data() + 12);
    qToLittleEndian(quint64(databaseBytes), bytes.data() + 16);
    return bytes;
}

/// Calls `sink(chunk)` with exactly `count` bytes from the device's position.
template<typename Sink>
Result<> stream(QIODevice &device, qint64 count, Sink sink)
{
    while (count > 0) {
        const QByteArray bytes = device.read(std::min(count, Chunk));
        if (bytes.isEmpty())
            return failure(errors::FileRead, {{u"path"_s, QString()}}, device.errorString());
        if (auto taken = sink(QByteArrayView(bytes)); !taken)
            return taken;
        count -= bytes.size();
    }
    return {};
}

} // namespace

Result<> writeContainer(const QString &destination, QByteArrayView envelope, const QString &databaseFile,
                        const SecretBytes &databaseKey)
{
    QFile database(databaseFile);
    if (!database.open(QIODevice::ReadOnly))
        return failure(errors::FileRead, {{u"path"_s, databaseFile}}, database.errorString());
    if (database.size() > MaxDatabaseBytes)
        return failure(errors::TooLarge, {{u"what"_s, databaseFile}, {u"limit"_s, MaxDatabaseBytes}});
    auto file = PendingFile::create(destination);
    if (!file)
        return failure(file.error());

    Sha256 sha;
    Mac mac(databaseKey);
    const auto put = [&](QByteArrayView bytes) -> Result<> {
        sha.add(bytes);
        mac.add(bytes);
        return file->write(bytes);
    };
    if (auto done = put(header(envelope.size(), database.size())); !done)
        return done;
    if (auto done = put(envelope); !done)
        return done;
    if (auto done = stream(database, database.size(), put); !done)
        return done;
    if (auto done = file->write(sha.result() + mac.result()); !done)
        return done;
    return file->commit();
}

Result<ContainerReader> ContainerReader::open(QIODevice &device)
{
    ContainerReader reader(device);
    const qint64 size = device.size();
    if (size < HeaderBytes + TrailerBytes || !device.seek(0))
        return damaged(u"size"_s);
    const QByteArray head = device.read(HeaderBytes);
    if (head.size() != HeaderBytes || !head.startsWith(Magic))
        return damaged(u"magic"_s);
    const auto version = qFromLittleEndian<quint32>(head.constData() + 8);
    const auto envelopeBytes = qint64(qFromLittleEndian<quint32>(head.constData() + 12));
    const auto databaseBytes = qFromLittleEndian<quint64>(head.constData() + 16);
    if (version > quint32(ContainerVersion))
        return failure(errors::VaultNewer, {{u"version"_s, version}});
    if (version == 0)
        return damaged(u"version"_s);
    if (envelopeBytes > Envelope::MaxBytes || databaseBytes > quint64(MaxDatabaseBytes)
        || HeaderBytes + envelopeBytes + qint64(databaseBytes) + TrailerBytes != size)
        return damaged(u"lengths"_s);

    Sha256 sha;
    sha.add(head);
    reader.m_envelope = device.read(envelopeBytes);
    reader.m_databaseBytes = qint64(databaseBytes);
    if (reader.m_envelope.size() != envelopeBytes)
        return damaged(u"size"_s);
    sha.add(reader.m_envelope);
    auto read = stream(device, reader.m_databaseBytes, [&](QByteArrayView bytes) -> Result<> {
        sha.add(bytes);
        return {};
    });
    if (!read)
        return failure(read.error());
    if (device.read(DigestBytes) != sha.result())
        return damaged(u"checksum"_s);
    return reader;
}

Result<> ContainerReader::extractDatabase(const SecretBytes &databaseKey, PendingFile &out)
{
    Mac mac(databaseKey);
    mac.add(header(m_envelope.size(), m_databaseBytes));
    mac.add(m_envelope);
    if (!m_device->seek(HeaderBytes + m_envelope.size()))
        return damaged(u"size"_s);
    auto read = stream(*m_device, m_databaseBytes, [&](QByteArrayView bytes) -> Result<> {
        mac.add(bytes);
        return out.write(bytes);
    });
    if (!read)
        return read;
    if (!m_device->seek(m_device->size() - DigestBytes))
        return damaged(u"size"_s);
    const QByteArray expected = m_device->read(DigestBytes);
    const QByteArray actual = mac.result();
    if (expected.size() != DigestBytes || sodium_memcmp(expected.constData(), actual.constData(), DigestBytes) != 0)
        return damaged(u"authentication"_s);
    return {};
}

} // namespace ain::vault
