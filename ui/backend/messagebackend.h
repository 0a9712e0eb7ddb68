// Signing a text with an account's key, and checking such a signature. Main thread.
#pragma once

#include "core/base/task.h"
#include "ui/backend/types.h"

#include <QObject>

namespace ain::ui {

enum class SignatureAnswer { Signed, OtherSigner, OtherText, NoSignature };

struct SignatureCheck {
    SignatureAnswer answer = SignatureAnswer::NoSignature;
    QString address; ///< the one that was asked about, checksummed
    QString signer; ///< of Signed and OtherSigner
};

class MessageBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Whether this may be signed: errors::WalletMessage…, errors::TooLarge, errors::SecretPasted.
    [[nodiscard]] virtual Result<void> check(const QString &text) const = 0;
    /// The text with characters that are not seen written out.
    [[nodiscard]] virtual QString visible(const QString &text) const = 0;
    /// 97 bytes as hex.
    virtual Task<QString> sign(QString accountId, QString text) = 0;
    /// errors::Address….
    [[nodiscard]] virtual Result<SignatureCheck> verify(const QString &text, const QString &address,
                                                        const QString &signature) const = 0;
};

} // namespace ain::ui
