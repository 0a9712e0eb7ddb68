// Signing on another device and QR codes, made up.
#pragma once

#include "ui/backend/offlinebackend.h"
#include "ui/backend/qrbackend.h"

namespace ain::ui::fake {

class Offline final : public OfflineBackend {
public:
    QStringList requested; ///< previews
    QStringList forgotten;
    QByteArray brought;
    QByteArray looked;
    int signatures = 0;
    QList<OfflineRow> rows;
    std::optional<Error> why; ///< orders can't be signed here
    std::optional<Error> bringError;
    QHash<QString, QByteArray> files;
    Preview preview; ///< of what is brought back

    [[nodiscard]] static OfflineMessage message(bool request)
    {
        OfflineMessage out;
        out.isRequest = request;
        out.content = request ? QByteArray("request") : QByteArray("signature");
        out.fileName =
            request ? QStringLiteral("ain-0x5d07-5F96-43.ainreq") : QStringLiteral("ain-0x5d07-5F96-43.ainsig");
        const int count = request ? 4 : 2;
        for (int i = 1; i <= count; ++i) {
            out.frames +=
                QStringLiteral("AINQ1/ABCDEFGHIJKLMNOP/%1/%2/%3").arg(i).arg(count).arg(QString(240, QChar(u'A' + i)));
        }
        return out;
    }
    Task<OfflineMessage> request(QString previewId) override
    {
        requested += previewId;
        return Task<OfflineMessage>::finished(message(true));
    }
    Task<QList<OfflineRow>> waiting() override { return Task<QList<OfflineRow>>::finished(rows); }
    Task<OfflineMessage> again(QString) override { return Task<OfflineMessage>::finished(message(true)); }
    Task<> forget(QString hash) override
    {
        forgotten += hash;
        rows.clear();
        return Task<>::finished({});
    }
    Task<Preview> bring(QByteArray signature) override
    {
        brought = signature;
        if (bringError)
            return Task<Preview>::finished(failure(*bringError));
        return Task<Preview>::finished(preview);
    }
    Task<OfflineOrder> look(QByteArray request) override
    {
        looked = request;
        OfflineOrder order;
        order.id = QStringLiteral("order-1");
        order.address = QStringLiteral("0x5d07e23A0F4a1ed05cAf4D9D0f2A021754fA5F96");
        order.networkId = QStringLiteral("practice");
        order.createdMs = 1'767'000'000'000;
        order.expiresMs = order.createdMs + 7 * 86'400'000LL;
        order.sentences = {QStringLiteral("Send 3.25 AIN to 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266."),
                           QStringLiteral("It is transaction number 43 of this account, on the network practice.")};
        order.rawJson = QStringLiteral("{\n  \"nonce\": 43\n}");
        order.why = why;
        return Task<OfflineOrder>::finished(order);
    }
    Task<OfflineMessage> sign(QString) override
    {
        ++signatures;
        return Task<OfflineMessage>::finished(message(false));
    }
    [[nodiscard]] Result<bool> isRequest(const QByteArray &content) const override { return content == "request"; }
    Task<QByteArray> readFile(QString path) override
    {
        if (!files.contains(path))
            return Task<QByteArray>::finished(failure(errors::FileRead, {{QStringLiteral("path"), path}}));
        return Task<QByteArray>::finished(files.value(path));
    }
    Task<> writeFile(QString path, QByteArray content) override
    {
        files.insert(path, content);
        return Task<>::finished({});
    }
    OfflineParts parts;
    [[nodiscard]] Result<OfflineParts> addParts(const QStringList &) override { return parts; }
    void clearParts() override { parts = {}; }
};

class Qr final : public QrBackend {
public:
    Result<QStringList> answer = QStringList{};
    Task<QStringList> readFile(QString) override { return Task<QStringList>::finished(answer); }
    Task<QStringList> readImage(QImage) override { return Task<QStringList>::finished(answer); }
};

} // namespace ain::ui::fake
