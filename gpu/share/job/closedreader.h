// Reads the members of a closed object: each must be there and fit, and none may be left over. For rooms of sharing.
#pragma once

#include "core/base/amount.h"
#include "core/crypto/address.h"
#include "core/json/value.h"
#include "gpu/share/job/errors.h"

namespace ain::share {

inline constexpr qint64 MostTime = 32'503'680'000'000; ///< ms; the year 3000
inline constexpr qsizetype HashChars = 64;

/// Remembers the first thing that does not fit. What is read after that are defaults.
class ClosedReader {
public:
    explicit ClosedReader(const json::Value &value);

    [[nodiscard]] bool has(QStringView key) const { return m_object.contains(key); }
    /// Well-formed text without NUL, at most `maxBytes` of UTF-8.
    QString text(QStringView key, qsizetype maxBytes);
    /// Letters, digits and . _ + - : @ only, so never a path or an address; 1 to `maxChars`.
    QString word(QStringView key, qsizetype maxChars = 80);
    /// Lower-case hex of exactly `chars` digits; may be empty when `mayBeEmpty`.
    QString hex(QStringView key, qsizetype chars = HashChars, bool mayBeEmpty = false);
    qint64 integer(QStringView key, qint64 least, qint64 most);
    double number(QStringView key, double least, double most);
    bool flag(QStringView key);
    Amount amount(QStringView key); ///< six decimals, not negative
    crypto::Address address(QStringView key); ///< with its checksum
    /// An object or a null value.
    const json::Value &object(QStringView key);
    const json::Array &array(QStringView key, qsizetype most);
    /// The member must be exactly this.
    void constant(QStringView key, const json::Value &value);

    void refuse(QStringView key) { fail(errors::ShareFormat, {{QStringLiteral("what"), key.toString()}}); }
    void limit(QStringView key, qint64 most);
    /// Takes over what an inner reader found.
    void join(const Result<> &inner);
    [[nodiscard]] bool isFine() const { return !m_error; }
    /// Fails too when there is a member that nobody read.
    [[nodiscard]] Result<> end();

private:
    const json::Value *take(QStringView key);
    void fail(ErrorCode code, const QVariantMap &args);

    const json::Object &m_object;
    QList<QStringView> m_taken;
    std::optional<Error> m_error;
};

} // namespace ain::share
