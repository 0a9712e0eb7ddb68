#include "core/crypto/normalize.h"

#include "core/json/utf8.h"

#include <QByteArrayView>

#include <algorithm>
#include <cstring>

namespace ain::crypto {

namespace {

/// No normal form joins such a unit to what stands before it, so a text may be cut here.
bool isBoundary(char16_t unit)
{
    constexpr char16_t firstSyllable = 0xac00;
    constexpr char16_t lastSyllable = 0xd7a3;
    return unit < 0x80 || (unit >= firstSyllable && unit <= lastSyllable);
}

void wipe(QString &text)
{
    if (!text.isEmpty())
        wipeMemory(text.data(), std::size_t(text.size()) * sizeof(QChar));
}

/// UTF-16 units in locked memory.
class SecretUnits {
public:
    explicit SecretUnits(const SecretBytes &utf8) : m_bytes(2 * utf8.size())
    {
        // Well-formed UTF-8 was checked by the caller.
        const std::uint8_t *p = utf8.data();
        const std::uint8_t *const end = p + utf8.size();
        while (p != end) {
            const unsigned lead = *p++;
            const int more = lead < 0x80 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
            char32_t point = lead < 0x80 ? lead : lead & (0x3fU >> more);
            for (int i = 0; i < more; ++i)
                point = (point << 6) | (*p++ & 0x3fU);
            if (QChar::requiresSurrogates(point)) {
                put(QChar::highSurrogate(point));
                put(QChar::lowSurrogate(point));
            } else {
                put(char16_t(point));
            }
        }
    }
    [[nodiscard]] qsizetype size() const { return m_size; }
    [[nodiscard]] QStringView view() const
    {
        // Aligned: sodium_malloc puts the end of the block at the end of a page, and the size is even.
        return {reinterpret_cast<const char16_t *>(m_bytes.data()), m_size};
    }

private:
    void put(char16_t unit)
    {
        std::memcpy(m_bytes.data() + 2 * m_size, &unit, sizeof unit);
        ++m_size;
    }
    SecretBytes m_bytes;
    qsizetype m_size = 0;
};

} // namespace

SecretBytes normalized(const SecretBytes &utf8, QString::NormalizationForm form)
{
    const bool isAscii = std::all_of(utf8.view().begin(), utf8.view().end(), [](std::uint8_t b) { return b < 0x80; });
    if (isAscii || !utf8.bytes().isValidUtf8())
        return utf8.clone();

    const SecretUnits source(utf8);
    const QStringView units = source.view();
    constexpr std::size_t longestExpansion = 18; // units of NFKD for one unit (U+FDFA)
    SecretBytes out(3 * longestExpansion * std::size_t(units.size()));
    char *end = reinterpret_cast<char *>(out.data());
    for (qsizetype start = 0; start < units.size();) {
        qsizetype stop = start + 1;
        while (stop < units.size() && !isBoundary(units[stop].unicode()))
            ++stop;
        QString piece = units.mid(start, stop - start).toString();
        QString result = piece.normalized(form);
        const QStringView text(result);
        for (qsizetype i = 0; i < text.size();)
            end = json::writeUtf8(end, text, i);
        wipe(result);
        wipe(piece);
        start = stop;
    }
    return out.part(0, std::size_t(end - reinterpret_cast<char *>(out.data())));
}

} // namespace ain::crypto
