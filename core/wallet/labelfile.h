// Labels as JSON lines, in the manner of BIP-329: {"type":"addr"|"tx","ref":…,"label":…}, for contacts with a "note".
#pragma once

#include "core/crypto/address.h"
#include "core/wallet/addressbook.h"

namespace ain {

namespace errors {
inline constexpr ErrorCode WalletLabelLine{"wallet.label_line"}; ///< a line that is none of ours; args: what
inline constexpr ErrorCode WalletLabelFile{"wallet.label_file"}; ///< too large, too many lines; args: what, limit
} // namespace errors

namespace wallet {

inline constexpr qsizetype MaxLabelFileBytes = 8 * 1024 * 1024;
inline constexpr int MaxLabelLines = 60'000;
inline constexpr qsizetype MaxLabelLineBytes = 8 * 1024;

struct LabelLine {
    enum class Type { Address, Transaction };
    int line = 0;
    Type type = Type::Address;
    QString ref; ///< checksummed address, or "0x" and 64 lower-case digits
    QString label;
    QString note;
};
struct LabelLines {
    QList<LabelLine> lines;
    QList<RefusedLine> refused;
    int blank = 0;
};

/// Reads what anybody may have written; unknown members are passed over. errors::WalletLabelFile for the whole.
[[nodiscard]] Result<LabelLines> readLabelLines(QByteArrayView bytes);
[[nodiscard]] QByteArray labelLine(const LabelLine &line);

} // namespace wallet
} // namespace ain
