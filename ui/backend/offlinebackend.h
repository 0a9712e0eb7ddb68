// Signing on another device: one copy of the program makes a request and sends what comes back, another one that has
// the key and needs no network explains and signs. Main thread.
#pragma once

#include "core/base/task.h"
#include "ui/backend/types.h"

#include <QObject>

namespace ain::ui {

/// A request or a signature on its way to the other device.
struct OfflineMessage {
    bool isRequest = true;
    QByteArray content; ///< of the file
    QString fileName; ///< a suggestion
    QStringList frames; ///< the same as texts of QR codes; empty: too long for that
};

/// What the other device asks this one to sign.
struct OfflineOrder {
    QString id; ///< for sign()
    QString address;
    QString name; ///< of the account here; may be empty
    QString networkId;
    qint64 createdMs = 0;
    qint64 expiresMs = 0;
    QStringList sentences; ///< made here from what would be signed
    QStringList warnings;
    QString rawJson;
    std::optional<Error> why; ///< it can't be signed here
};

/// A request of mine whose signature has not been sent.
struct OfflineRow {
    QString hash;
    QString summary; ///< its first sentence
    qint64 createdMs = 0;
    qint64 expiresMs = 0;
};

/// How much of a message has been read from QR codes.
struct OfflineParts {
    int count = 0;
    int total = 0; ///< 0: nothing yet
    QList<int> missing;
    QByteArray content; ///< once it is complete
};

class OfflineBackend : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    // --- The copy that is online ---
    /// Of a preview with `needsOtherDevice`, which is used up.
    virtual Task<OfflineMessage> request(QString previewId) = 0;
    virtual Task<QList<OfflineRow>> waiting() = 0; ///< newest first
    virtual Task<OfflineMessage> again(QString hash) = 0;
    virtual Task<> forget(QString hash) = 0;
    /// Checks the signature against its request and runs it dry: the preview is for OperationsBackend::confirm.
    virtual Task<Preview> bring(QByteArray signature) = 0;

    // --- The copy that has the key ---
    virtual Task<OfflineOrder> look(QByteArray request) = 0;
    virtual Task<OfflineMessage> sign(QString orderId) = 0;

    // --- Both ---
    /// A request, or (false) a signature.
    [[nodiscard]] virtual Result<bool> isRequest(const QByteArray &content) const = 0;
    virtual Task<QByteArray> readFile(QString path) = 0;
    virtual Task<> writeFile(QString path, QByteArray content) = 0;
    /// Texts of QR codes, in any order. Another message than before begins anew.
    [[nodiscard]] virtual Result<OfflineParts> addParts(const QStringList &texts) = 0;
    virtual void clearParts() = 0;
};

} // namespace ain::ui
