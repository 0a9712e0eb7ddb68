#include "core/crypto/mnemonic.h"

#include "core/crypto/hash.h"
#include "core/crypto/kdf.h"
#include "core/crypto/normalize.h"
#include "core/crypto/wordlists.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

namespace ain::crypto {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t ListSize = 2048;
constexpr int BitsPerWord = 11;
constexpr std::size_t MaxInput = 8192;
constexpr quint32 SeedRounds = 2048;

/// A list split into words, and the same sorted for look-up (the Korean order is not the order of its bytes).
struct Index {
    std::array<std::string_view, ListSize> words;
    std::array<std::uint16_t, ListSize> sorted{};

    explicit Index(std::string_view text)
    {
        for (std::size_t i = 0; i < ListSize; ++i) {
            const std::size_t end = text.find('\n');
            words[i] = text.substr(0, end);
            text.remove_prefix(end + 1);
            sorted[i] = std::uint16_t(i);
        }
        std::sort(sorted.begin(), sorted.end(), [this](auto a, auto b) { return words[a] < words[b]; });
    }

    /// 0..2047, or -1.
    [[nodiscard]] int find(std::string_view word) const
    {
        const auto it = std::lower_bound(sorted.begin(), sorted.end(), word,
                                         [this](auto i, std::string_view w) { return words[i] < w; });
        return it != sorted.end() && words[*it] == word ? *it : -1;
    }
};

const Index &indexOf(WordList list)
{
    static const Index english(englishWordList);
    static const Index korean(koreanWordList);
    return list == WordList::Korean ? korean : english;
}

QStringList toStrings(const Index &index)
{
    QStringList list;
    list.reserve(qsizetype(ListSize));
    for (const std::string_view word : index.words)
        list += QString::fromUtf8(word.data(), qsizetype(word.size()));
    return list;
}

bool isBlank(std::uint8_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// NFKD, lower case, single blanks, none at the ends.
SecretBytes tidy(const SecretBytes &utf8)
{
    const SecretBytes decomposed = normalized(utf8, QString::NormalizationForm_KD);
    SecretBytes out(decomposed.size());
    std::size_t used = 0;
    bool wantsBlank = false;
    for (const std::uint8_t c : decomposed.view()) {
        if (isBlank(c)) {
            wantsBlank = used > 0;
            continue;
        }
        if (std::exchange(wantsBlank, false))
            out.data()[used++] = ' ';
        out.data()[used++] = c >= 'A' && c <= 'Z' ? std::uint8_t(c - 'A' + 'a') : c;
    }
    return out.part(0, used);
}

std::vector<std::string_view> split(const SecretBytes &phrase)
{
    std::vector<std::string_view> parts;
    std::string_view rest(reinterpret_cast<const char *>(phrase.data()), phrase.size());
    while (!rest.empty()) {
        const std::size_t end = rest.find(' ');
        parts.push_back(rest.substr(0, end));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    return parts;
}

bool isWordCount(int count) { return count >= 12 && count <= 24 && count % 3 == 0; }

std::uint8_t checksumByte(std::span<const std::uint8_t> entropy)
{
    return std::uint8_t(
        sha256(QByteArrayView(reinterpret_cast<const char *>(entropy.data()), qsizetype(entropy.size()))).front());
}

/// Words to entropy and checksum bits, as they lie in the phrase.
bool hasGoodChecksum(const std::vector<std::string_view> &parts, const Index &index)
{
    SecretBytes bits(33);
    std::size_t at = 0;
    for (const std::string_view word : parts) {
        const int value = index.find(word);
        for (int i = BitsPerWord - 1; i >= 0; --i, ++at)
            bits.data()[at / 8] |= std::uint8_t(((value >> i) & 1) << (7 - at % 8));
    }
    const std::size_t entropySize = parts.size() / 3 * 4;
    const auto checksumBits = int(parts.size() / 3);
    const int shift = 8 - checksumBits;
    return (bits.data()[entropySize] >> shift) == (checksumByte(bits.view().first(entropySize)) >> shift);
}

} // namespace

const QStringList &words(WordList list)
{
    static const QStringList english = toStrings(indexOf(WordList::English));
    static const QStringList korean = toStrings(indexOf(WordList::Korean));
    return list == WordList::Korean ? korean : english;
}

Result<Mnemonic> Mnemonic::generate(int count)
{
    if (!isWordCount(count))
        return failure(errors::MnemonicLength, {{u"count"_s, count}});
    const std::size_t entropySize = std::size_t(count) / 3 * 4;
    SecretBytes bits(entropySize + 1);
    {
        const SecretBytes entropy = SecretBytes::random(entropySize);
        std::memcpy(bits.data(), entropy.data(), entropySize);
    }
    bits.data()[entropySize] = checksumByte(bits.view().first(entropySize));

    constexpr std::size_t longestWord = 8;
    const Index &index = indexOf(WordList::English);
    SecretBytes phrase(std::size_t(count) * (longestWord + 1));
    std::size_t used = 0;
    std::size_t at = 0;
    for (int i = 0; i < count; ++i) {
        unsigned value = 0;
        for (int bit = 0; bit < BitsPerWord; ++bit, ++at)
            value = (value << 1) | ((bits.data()[at / 8] >> (7 - at % 8)) & 1U);
        if (i > 0)
            phrase.data()[used++] = ' ';
        const std::string_view word = index.words[value];
        std::memcpy(phrase.data() + used, word.data(), word.size());
        used += word.size();
    }
    return Mnemonic(phrase.part(0, used), WordList::English);
}

Result<Mnemonic> Mnemonic::parse(const SecretBytes &utf8)
{
    if (utf8.size() > MaxInput)
        return failure(errors::TooLarge, {{u"what"_s, u"mnemonic"_s}, {u"limit"_s, qint64(MaxInput)}});
    SecretBytes phrase = tidy(utf8);
    const std::vector<std::string_view> parts = split(phrase);
    if (!isWordCount(int(parts.size())))
        return failure(errors::MnemonicLength, {{u"count"_s, qint64(parts.size())}});

    // The list in which more words stand is the one that was meant; its first stranger is the mistake to show.
    WordList list = WordList::English;
    std::ptrdiff_t most = -1;
    for (const WordList candidate : {WordList::English, WordList::Korean}) {
        const Index &index = indexOf(candidate);
        const auto known =
            std::count_if(parts.begin(), parts.end(), [&](std::string_view word) { return index.find(word) >= 0; });
        if (known > most) {
            most = known;
            list = candidate;
        }
    }
    const Index &index = indexOf(list);
    const auto stranger =
        std::find_if(parts.begin(), parts.end(), [&](std::string_view word) { return index.find(word) < 0; });
    if (stranger != parts.end())
        return failure(errors::MnemonicWord, {{u"position"_s, qint64(stranger - parts.begin() + 1)}});
    if (!hasGoodChecksum(parts, index))
        return failure(errors::MnemonicChecksum);
    return Mnemonic(std::move(phrase), list);
}

int Mnemonic::wordCount() const
{
    const auto bytes = m_phrase.view();
    return int(std::count(bytes.begin(), bytes.end(), std::uint8_t(' '))) + 1;
}

SecretBytes Mnemonic::seed(const SecretBytes &passphraseUtf8) const
{
    constexpr std::string_view prefix = "mnemonic";
    const SecretBytes passphrase = normalized(passphraseUtf8, QString::NormalizationForm_KD);
    SecretBytes salt(prefix.size() + passphrase.size());
    std::memcpy(salt.data(), prefix.data(), prefix.size());
    if (!passphrase.isEmpty())
        std::memcpy(salt.data() + prefix.size(), passphrase.data(), passphrase.size());
    return pbkdf2(m_phrase, salt.view(), SeedRounds, KdfHash::Sha512, 64);
}

Mnemonic Mnemonic::clone() const { return {m_phrase.clone(), m_list}; }

} // namespace ain::crypto
