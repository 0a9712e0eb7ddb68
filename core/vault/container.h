// The backup file: envelope and database in one (docs/formats.md, "Vault").
#pragma once

#include "core/base/result.h"
#include "core/base/secretbytes.h"

#include <QByteArray>
#include <QFile>
#include <QIODevice>

namespace ain::vault {

class PendingFile;

inline constexpr int ContainerVersion = 1;

/// Writes `destination` atomically. `databaseKey` authenticates the whole. Errors: VaultWrite, FileRead, TooLarge.
[[nodiscard]] Result<> writeContainer(const QString &destination, QByteArrayView envelope, const QString &databaseFile,
                                      const SecretBytes &databaseKey);

/// Reads a container from any random-access device, which must outlive it. Nothing of the content is believed
/// before `open` has checked magic, version, lengths against the device's size, and the SHA-256 of everything.
class ContainerReader {
public:
    /// Errors: VaultDamaged (args: what), VaultNewer, FileRead.
    [[nodiscard]] static Result<ContainerReader> open(QIODevice &device);

    [[nodiscard]] const QByteArray &envelope() const { return m_envelope; }
    [[nodiscard]] qint64 databaseBytes() const { return m_databaseBytes; }
    /// Writes the database to `out` (without committing it) and checks the authentication code over all.
    [[nodiscard]] Result<> extractDatabase(const SecretBytes &databaseKey, PendingFile &out);

private:
    explicit ContainerReader(QIODevice &device) : m_device(&device) { }
    QIODevice *m_device;
    QByteArray m_envelope;
    qint64 m_databaseBytes = 0;
};

} // namespace ain::vault
