// One question to another node over HTTP: bounded, in time, and led nowhere else.
#pragma once

#include "core/base/task.h"
#include "core/json/value.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QObject>
#include <QString>

namespace ain::share {

struct Question {
    QByteArray method = "GET"; ///< or "POST"
    QString url = {};
    QByteArray auth = {}; ///< of PeerAuthHeader; empty: none
    QByteArray body = {};
    qint64 answerMost = 0; ///< bytes
    int timeMs = 0; ///< without a word; all in all twice as long
};

/// Thread: main.
class Asker final : public QObject {
    Q_OBJECT
public:
    explicit Asker(QNetworkAccessManager &http) : m_http(http) { }

    /// The JSON object of a 2xx answer. Only https, or http to this computer. Errors: PeerAddress, PeerUnreachable,
    /// PeerRefused, PeerAnswer.
    [[nodiscard]] Task<json::Value> ask(Question question);
    /// For what is in an answer and should not be.
    [[nodiscard]] static Error answerError(const QString &url, const QString &what);

private:
    QNetworkAccessManager &m_http;
};

} // namespace ain::share
