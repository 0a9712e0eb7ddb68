// What went wrong, as a value: a stable code and its arguments. The sentence is made (and translated)
// in ui/text, never here.
#pragma once

#include <QString>
#include <QVariantMap>

#include <compare>
#include <string_view>

namespace ain {

/// A stable, machine-readable name of an error, such as "vault.wrong_password".
/// Codes are append-only: scripts match on them. Construct only from string literals.
class ErrorCode {
public:
    constexpr ErrorCode() = default;
    consteval explicit ErrorCode(const char *literal) : m_text(literal) { }
    /// A code that was written down, such as that of a job which failed in an earlier run. Its text is kept as long
    /// as the process lives, hence the bound: what is not written like a code, and any new one after a thousand,
    /// is "internal". Thread: any.
    [[nodiscard]] static ErrorCode stored(QStringView text);

    [[nodiscard]] constexpr std::string_view text() const { return m_text; }
    [[nodiscard]] QString toString() const { return QString::fromLatin1(m_text.data(), qsizetype(m_text.size())); }
    friend constexpr bool operator==(ErrorCode a, ErrorCode b) { return a.m_text == b.m_text; }

private:
    constexpr explicit ErrorCode(std::string_view kept) : m_text(kept) { }
    std::string_view m_text = "internal";
};

/// An error. `args` fill the placeholders of its sentence; `detail` is a technical addition for
/// "copy details" (never shown alone, never contains a secret).
struct Error {
    ErrorCode code;
    QVariantMap args = {};
    QString detail = {};
};

namespace errors {
inline constexpr ErrorCode Internal{"internal"};
inline constexpr ErrorCode Cancelled{"cancelled"};
inline constexpr ErrorCode InvalidArgument{"invalid_argument"}; ///< args: what
inline constexpr ErrorCode TooLarge{"too_large"}; ///< args: what, limit
inline constexpr ErrorCode NotFound{"not_found"}; ///< args: what
inline constexpr ErrorCode FileRead{"file.read"}; ///< args: path
inline constexpr ErrorCode FileExists{"file.exists"}; ///< args: path
inline constexpr ErrorCode FileWrite{"file.write"}; ///< args: path
} // namespace errors

} // namespace ain
