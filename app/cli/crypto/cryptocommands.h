// `ain-studio-cli crypto NAME`: one JSON value per line in, one per line out. For scripts and for comparing with
// other implementations. Secrets come and go as JSON text here because that is the interface; nothing is kept.
#pragma once

#include "core/base/result.h"
#include "core/json/value.h"

#include <QString>

#include <functional>

class QIODevice;

namespace ain {

namespace errors {
inline constexpr ErrorCode CryptoCommand{"cli.crypto_command"}; ///< no such command; args: name
inline constexpr ErrorCode CryptoMember{
    "cli.crypto_member"}; ///< a member is missing or of the wrong type; args: member
inline constexpr ErrorCode CryptoLine{"cli.crypto_line"}; ///< a line is longer than the limit; args: limit
} // namespace errors

namespace cli {

/// The names, in the order of the help text.
[[nodiscard]] QStringList cryptoCommandNames();

/// One value in, one out. Members marked ? may be left out; private_key is hex with or without 0x.
///  canonical         any JSON value                                   -> canonical, hash (K2 of the text)
///  hash              {message}                                        -> hash (H of chain.md 1.4)
///                    {tx_body}                                        -> hash
///  sign-tx           {private_key, chain_id, tx_body}                 -> canonical, hash, signature, address
///  sign-message      {private_key, chain_id, message}                 -> hash, signature
///  verify-message    {message, signature, chain_id, address?}         -> valid, and
///                      if a signer was found: address, length ("utf16" | "utf8": what the signer counted);
///                      if not valid: reason (an error code, or "address" when another key signed)
///  recover           {tx_body, signature, chain_id}                   -> address, hash
///  keystore-decrypt  {keystore (object or text), password}            -> private_key, address, address_mismatch?
///                      (true)
///  encrypt           {public_key (hex: 64 bytes, 65 or 33), message}  -> encrypted (core/crypto/ecies.h), for
///  ain-util's
///                      decryptWithPrivateKey
///  decrypt           {private_key, encrypted (object or compact hex)} -> message, or message_hex when it is no UTF-8
///  derive            {mnemonic, passphrase?, path}                    -> private_key, public_key, address
/// Errors: CryptoCommand, CryptoMember, and those of core/crypto.
[[nodiscard]] Result<json::Value> cryptoCommand(QStringView name, const json::Value &input);

/// Makes the sentence of an error.
using ErrorMessage = std::function<QString(const Error &)>;

inline constexpr qint64 MaxCryptoLine = 16 * 1024 * 1024; ///< bytes

/// Answers line by line, in order, as they come; blank lines are skipped. A line that fails gives
/// {"error":{"code","message"}} in its place and the rest goes on. Returns the exit code: 0 when every line succeeded
/// and everything could be written.
[[nodiscard]] int runCryptoLines(QStringView name, QIODevice &in, QIODevice &out, const ErrorMessage &message);

} // namespace cli
} // namespace ain
