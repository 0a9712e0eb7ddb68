#include "ui/pages/wallet/bringsheet.h"

#include "ui/pages/wallet/partsreader.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

namespace ain::ui {

BringSheet::BringSheet(Context &context, QWidget *owner)
    : OperationSheet(context, owner),
      m_reader(new PartsReader(context, this)),
      m_wrong(new NoticeCard(context.theme, Tone::Warn, this))
{
    form()->addWidget(m_reader);
    form()->addWidget(m_wrong);
    m_wrong->hide();
    connect(m_reader, &PartsReader::ready, this, &BringSheet::take);
    connect(this, &Sheet::dismissed, this, &BringSheet::clearDraft);
    onLanguage([this] {
        setTitle(tr("Send what was signed"));
        m_wrong->setText(
            tr("This is a request, not a signature. The device that has the key signs it: “Sign a request”."));
    });
}

void BringSheet::take(const QByteArray &content)
{
    const auto isRequest = m_context.backends.offline.isRequest(content);
    m_wrong->setVisible(isRequest && *isRequest);
    m_content = isRequest && *isRequest ? QByteArray() : content;
    draw();
    // A signature that is here needs no further click to be looked at; sending it does.
    if (!m_content.isEmpty())
        nextButton()->click();
}

Task<Preview> BringSheet::prepare() { return m_context.backends.offline.bring(m_content); }

void BringSheet::clearDraft()
{
    m_content.clear();
    m_wrong->hide();
    m_reader->clear();
}

QString BringSheet::confirmText() const { return tr("Send now"); }

QString BringSheet::doneText() const { return tr("Sent, and final: nobody can undo it."); }

} // namespace ain::ui
