// Looks through the writable memory of this very process for secrets that a test knows.
#pragma once

#include "core/base/secretbytes.h"

#include <QFile>
#include <QStringList>

#include <sodium.h>

#include <algorithm>

namespace ain::test {

/// Markers are kept, and memory is searched, under a mask, so that the search does not find itself.
class MemoryScan {
public:
    static constexpr std::uint8_t Mask = 0x5a;

    [[nodiscard]] static bool isPossible() { return QFile::exists(QStringLiteral("/proc/self/mem")); }
    [[nodiscard]] static SecretBytes unmasked(const QByteArray &masked)
    {
        SecretBytes plain(std::size_t(masked.size()));
        for (qsizetype i = 0; i < masked.size(); ++i)
            plain.data()[i] = std::uint8_t(masked.at(i)) ^ Mask;
        return plain;
    }
    [[nodiscard]] static QByteArray masked(std::span<const std::uint8_t> bytes)
    {
        QByteArray out;
        for (const std::uint8_t byte : bytes)
            out.append(char(byte ^ Mask));
        return out;
    }
    /// The plain bytes of the first marker: what a search must be able to find.
    [[nodiscard]] SecretBytes first() const { return unmasked(m_markers.first().masked); }
    void mark(const char *name, std::span<const std::uint8_t> bytes) { m_markers.append({name, masked(bytes)}); }
    /// 32 bytes in the orders and halves in which libraries keep them.
    void markKey(const char *name, const SecretBytes &key)
    {
        mark(name, key.view().first(16));
        mark(name, key.view().last(16));
        SecretBytes reversed(key.size());
        std::reverse_copy(key.view().begin(), key.view().end(), reversed.data());
        mark(name, reversed.view().first(16));
        mark(name, reversed.view().last(16));
        SecretBytes hex(2 * key.size() + 1);
        sodium_bin2hex(reinterpret_cast<char *>(hex.data()), hex.size(), key.data(), key.size());
        mark(name, hex.view().first(32));
        for (std::uint8_t &c : hex.span())
            c = std::uint8_t(c >= 'a' ? c - 32 : c);
        mark(name, hex.view().first(32));
    }
    void markText(const char *name, const SecretBytes &ascii)
    {
        mark(name, ascii.view());
        SecretBytes wide(2 * ascii.size());
        for (std::size_t i = 0; i < ascii.size(); ++i)
            wide.data()[2 * i] = ascii.data()[i];
        mark(name, wide.view());
    }

    /// Names of the markers found in writable memory, with the kind of memory.
    [[nodiscard]] QStringList find() const
    {
        QStringList found;
        QFile maps(QStringLiteral("/proc/self/maps"));
        QFile memory(QStringLiteral("/proc/self/mem"));
        if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return {QStringLiteral("memory cannot be read")};
        const QList<QByteArray> lines = maps.readAll().split('\n');
        constexpr qint64 Chunk = 1024 * 1024;
        constexpr qint64 Overlap = 128;
        QByteArray bytes(Chunk + Overlap, '\0');
        for (const QByteArray &line : lines) {
            const auto words = line.simplified().split(' ');
            if (words.size() < 2 || !words.at(1).startsWith("rw"))
                continue;
            const auto range = words.at(0).split('-');
            const qint64 from = range.at(0).toLongLong(nullptr, 16);
            const qint64 to = range.at(1).toLongLong(nullptr, 16);
            for (qint64 at = from; at < to; at += Chunk) {
                memory.seek(at);
                const qint64 count = memory.read(bytes.data(), qMin(Chunk + Overlap, to - at));
                if (count <= 0)
                    continue;
                for (qint64 i = 0; i < count; ++i)
                    bytes[i] = char(std::uint8_t(bytes.at(i)) ^ Mask);
                const QByteArrayView view(bytes.constData(), count);
                for (const Marker &marker : m_markers) {
                    if (const qsizetype offset = view.indexOf(marker.masked); offset >= 0)
                        found.append(
                            QStringLiteral("%1 in %2 at %3")
                                .arg(QLatin1StringView(marker.name), QString::fromLatin1(words.value(5, "anonymous")))
                                .arg(at + offset, 0, 16));
                }
                // Masked bytes of the chunk must not be taken for the marker's own copy later.
                bytes.fill('\0');
            }
        }
        // The markers themselves are masked, and masking them again in the copy shows the plain text only where
        // the memory holds a masked one: that never matches.
        found.removeDuplicates();
        return found;
    }

private:
    struct Marker {
        const char *name;
        QByteArray masked;
    };
    QList<Marker> m_markers;
};

} // namespace ain::test
