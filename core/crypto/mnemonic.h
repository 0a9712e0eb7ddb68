// BIP39 mnemonics (wallet-ainft.md 1.3).
#pragma once

#include "core/base/result.h"
#include "core/base/secretbytes.h"

#include <QStringList>

namespace ain {

namespace errors {
inline constexpr ErrorCode MnemonicLength{"mnemonic.length"}; ///< not 12, 15, 18, 21 or 24 words; args: count
inline constexpr ErrorCode MnemonicWord{"mnemonic.word"}; ///< args: position (1-based); the word itself is secret
inline constexpr ErrorCode MnemonicChecksum{"mnemonic.checksum"};
} // namespace errors

namespace crypto {

enum class WordList { English, Korean };

/// The 2048 words of a list (public data; a *choice* of them is secret).
[[nodiscard]] const QStringList &words(WordList list);

/// A checked phrase: UTF-8, words separated by single blanks, in the list's own normal form (NFKD).
class Mnemonic {
public:
    /// `count`: 12, 15, 18, 21 or 24; English.
    [[nodiscard]] static Result<Mnemonic> generate(int count);
    /// Normalises first: trims, collapses white space, lower case, NFKD (so composed and decomposed Hangul are
    /// equal). Recognises the list by itself.
    [[nodiscard]] static Result<Mnemonic> parse(const SecretBytes &utf8);

    [[nodiscard]] const SecretBytes &phrase() const { return m_phrase; }
    [[nodiscard]] WordList list() const { return m_list; }
    [[nodiscard]] int wordCount() const;
    /// 64 bytes: PBKDF2-HMAC-SHA512(NFKD phrase, "mnemonic" + NFKD passphrase, 2048). Empty passphrase by default:
    /// other AIN wallets can't read phrases that need one.
    [[nodiscard]] SecretBytes seed(const SecretBytes &passphraseUtf8 = {}) const;
    [[nodiscard]] Mnemonic clone() const;

private:
    Mnemonic(SecretBytes phrase, WordList list) : m_phrase(std::move(phrase)), m_list(list) { }
    SecretBytes m_phrase;
    WordList m_list;
};

} // namespace crypto
} // namespace ain
