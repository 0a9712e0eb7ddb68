#include "ui/widgets/secretguard.h"

#include "core/crypto/secretshape.h"
#include "ui/text/errortext.h"

#include <QLineEdit>

namespace ain::ui {

SecretGuard::SecretGuard(QLineEdit *edit, std::function<void()> tell)
    : QObject(edit), m_edit(edit), m_tell(std::move(tell))
{
    connect(edit, &QLineEdit::textChanged, this, &SecretGuard::look);
}

void SecretGuard::look()
{
    const QString text = m_edit->text();
    if (crypto::secretShape(text) == crypto::SecretShape::None || (m_allowed && m_allowed(text)))
        return;
    m_edit->setText({}); // forgets what could be undone, too
    QMetaObject::invokeMethod(this, [this] { m_tell(); }, Qt::QueuedConnection);
}

QString SecretGuard::words() { return text::errorSentence(Error{errors::SecretPasted, {}, {}}); }

} // namespace ain::ui
