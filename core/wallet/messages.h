// Signing and checking messages (chain.md 1.1): what a login or a claim of ownership asks for. Nothing that could be
// taken for a transaction, or for a statement of this program's own, is ever signed as a message.
#pragma once

#include "core/crypto/key.h"

namespace ain {

namespace errors {
inline constexpr ErrorCode WalletMessageEmpty{"wallet.message_empty"};
/// It begins with 0x: signers decode such a text first, so what is signed would not be what is read
inline constexpr ErrorCode WalletMessageHex{"wallet.message_hex"};
inline constexpr ErrorCode WalletMessageTransaction{"wallet.message_transaction"}; ///< it reads as a transaction
inline constexpr ErrorCode WalletMessageStatement{
    "wallet.message_statement"}; ///< it reads as an order between programs
} // namespace errors

namespace wallet {

inline constexpr qsizetype MaxMessageBytes = 64 * 1024; ///< UTF-8

/// Whether `text` may be signed as it is. Also errors::TooLarge, errors::SecretPasted (a signed secret is published),
/// errors::InvalidArgument for text that is not well-formed UTF-16.
[[nodiscard]] Result<> checkMessage(const QString &text);

/// The text with every character that is not seen written as ⟨U+202E⟩; line breaks and tabs stay.
[[nodiscard]] QString visibleMessage(const QString &text);

enum class MessageVerdict {
    Signed, ///< the key of that address signed exactly this text
    OtherSigner, ///< somebody signed exactly this text, but not that address
    OtherText, ///< no signature of this text: text or signature were changed
    NoSignature, ///< the text of the signature is none
};
struct MessageCheck {
    MessageVerdict verdict = MessageVerdict::NoSignature;
    crypto::Address signer; ///< of Signed and OtherSigner
    int chainId = 0; ///< which network's form it has
};

/// Signatures name a chain: `chainId` is tried first, then the other public ones.
[[nodiscard]] MessageCheck checkSignature(const QString &text, const crypto::Address &address, const QString &signature,
                                          int chainId);

} // namespace wallet
} // namespace ain
