#include "ui/widgets/secretclipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

namespace ain::ui {

using namespace Qt::StringLiterals;

SecretClipboard::SecretClipboard(QObject *parent) : QObject(parent)
{
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &SecretClipboard::tick);
}

SecretClipboard::~SecretClipboard() { clear(); }

void SecretClipboard::copy(const SecretBytes &secret)
{
    m_secret = secret.clone();
    auto *data = new QMimeData;
    QString text = QString::fromLatin1(m_secret.bytes());
    data->setText(text);
    // What KDE's and Windows' clipboard histories look at.
    data->setData(u"x-kde-passwordManagerHint"_s, "secret");
    data->setData(u"application/x-qt-windows-mime;value=\"ExcludeClipboardContentFromMonitorProcessing\""_s, "1");
    QGuiApplication::clipboard()->setMimeData(data);
    m_left = KeepSeconds;
    m_second.start();
    Q_EMIT ticked();
}

bool SecretClipboard::isOurs() const
{
    QString there = QGuiApplication::clipboard()->text();
    return SecretBytes::takeFrom(there) == m_secret;
}

void SecretClipboard::clear()
{
    if (m_left == 0)
        return;
    m_left = 0;
    m_second.stop();
    if (isOurs())
        QGuiApplication::clipboard()->clear();
    m_secret.clear();
    Q_EMIT ticked();
}

void SecretClipboard::tick()
{
    if (m_left <= 1) {
        clear();
        return;
    }
    --m_left;
    Q_EMIT ticked();
}

} // namespace ain::ui
