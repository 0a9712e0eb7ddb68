// A blocking JSON-RPC client for tests: pumps the event loop while it waits.
#pragma once

#include "core/crypto/key.h"
#include "core/json/parser.h"
#include "core/json/writer.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QUrl>

namespace ain::test {

struct HttpAnswer {
    int status = 0;
    QByteArray body;
    json::Value value; ///< null when the body is not JSON
};

class RpcClient {
public:
    explicit RpcClient(QUrl url) : m_url(std::move(url)) { }
    void setUrl(QUrl url) { m_url = std::move(url); }

    HttpAnswer post(const QByteArray &body, const QList<std::pair<QByteArray, QByteArray>> &headers = {})
    {
        QNetworkRequest request(m_url);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        request.setTransferTimeout(20'000);
        for (const auto &[name, value] : headers)
            request.setRawHeader(name, value);
        return wait(m_network.post(request, body));
    }
    HttpAnswer get(const QUrl &url) { return wait(m_network.get(QNetworkRequest(url))); }

    /// The whole answer; `params` gets protoVer.
    json::Value call(const QString &method, json::Object params = {})
    {
        using namespace Qt::StringLiterals;
        if (!params.contains(u"protoVer"))
            params.set(u"protoVer"_s, u"1.6.0"_s);
        const json::Object request{
            {u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, 1}, {u"method"_s, method}, {u"params"_s, std::move(params)}};
        return post(json::canonical(json::Value(request))).value;
    }
    /// The inner `result`.
    json::Value result(const QString &method, json::Object params = {})
    {
        using namespace Qt::StringLiterals;
        return call(method, std::move(params)).at({u"result", u"result"});
    }

    json::Value send(const crypto::PrivateKey &key, const json::Object &operation, qint64 nonce, qint64 timestamp,
                     double gasPrice = 500, const QString &method = QStringLiteral("ain_sendSignedTransaction"))
    {
        using namespace Qt::StringLiterals;
        const json::Value body = json::Object{
            {u"operation"_s, operation}, {u"nonce"_s, nonce}, {u"timestamp"_s, timestamp}, {u"gas_price"_s, gasPrice}};
        return result(method, {{u"tx_body"_s, body}, {u"signature"_s, crypto::signTransaction(key, body, 0)}});
    }

    static json::Object transfer(const QString &from, const QString &to, const QString &key, double amount)
    {
        using namespace Qt::StringLiterals;
        return {{u"type"_s, u"SET_VALUE"_s},
                {u"ref"_s, u"/transfer/%1/%2/%3/value"_s.arg(from, to, key)},
                {u"value"_s, amount}};
    }

private:
    static HttpAnswer wait(QNetworkReply *reply)
    {
        QEventLoop loop;
        QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec();
        HttpAnswer answer;
        answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        answer.body = reply->readAll();
        if (auto parsed = json::parse(answer.body))
            answer.value = std::move(*parsed);
        reply->deleteLater();
        return answer;
    }

    QUrl m_url;
    QNetworkAccessManager m_network;
};

} // namespace ain::test
