#include "ui/pages/wallet/handoversheet.h"

#include "ui/pages/common/filepicker.h"
#include "ui/widgets/animatedqr.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

namespace ain::ui {

HandOverSheet::HandOverSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_what(new TextLabel(this)),
      m_code(new AnimatedQr(context.theme, this)),
      m_tooLong(new NoticeCard(context.theme, Tone::Plain, this)),
      m_saved(new NoticeCard(context.theme, Tone::Ok, this)),
      m_error(new ErrorBanner(context.theme, this)),
      m_bring(makeButton(this)),
      m_save(makeButton(this, ButtonKind::Primary))
{
    setCardWidth(580);
    for (auto *widget : std::initializer_list<QWidget *>{m_what, m_code, m_tooLong, m_saved, m_error})
        body()->addWidget(widget);
    footer()->addWidget(m_bring);
    footer()->addWidget(m_save);
    m_saved->hide();
    m_picker = [this](const QString &suggested, const std::function<void(const QString &)> &chosen) {
        const QString filter = m_message.isRequest ? tr("Signing request (*.ainreq)") : tr("Signature (*.ainsig)");
        pickFileToSave(this, tr("Save for the other device"), suggested, filter, chosen);
    };
    connect(m_save, &QPushButton::clicked, this,
            [this] { m_picker(m_message.fileName, [this](const QString &path) { save(path); }); });
    connect(m_bring, &QPushButton::clicked, this, [this] {
        dismiss();
        Q_EMIT bringWanted();
    });
    connect(this, &Sheet::dismissed, this, [this] { m_code->setRunning(false); });
    onLanguage([this] { write(); });
}

void HandOverSheet::show(const OfflineMessage &message)
{
    m_message = message;
    m_saved->hide();
    m_error->clear();
    write();
    open();
    m_code->setFrames(message.frames);
    fit();
}

void HandOverSheet::write()
{
    const bool request = m_message.isRequest;
    setTitle(request ? tr("Sign on another device") : tr("Take the signature back"));
    m_what->setText(
        request
            ? tr("This account has no key here. On the device that has it, open “Offline signing” → “Sign a request”, "
                 "and give it this file or pictures of these codes. It needs no network. The request is good for a "
                 "week, and waits here until its signature comes back.")
            : tr("Give this to the copy that made the request: “Offline signing” → “Send what was signed”. The "
                 "signature is good for exactly that transaction and no other."));
    m_code->setVisible(!m_message.frames.isEmpty());
    m_tooLong->setVisible(m_message.frames.isEmpty());
    m_tooLong->setText(tr("This is too long for QR codes: use the file."));
    m_save->setText(tr("Save as a file…"));
    m_bring->setText(tr("I have the signature…"));
    m_bring->setVisible(request);
}

void HandOverSheet::save(const QString &path)
{
    m_error->clear();
    m_context.backends.offline.writeFile(path, m_message.content).then(this, [this, path](const Result<> &result) {
        m_saved->setVisible(result.has_value());
        if (result)
            m_saved->setText(tr("Saved: %1").arg(path));
        else
            m_error->show(result.error());
        fit();
    });
}

} // namespace ain::ui
