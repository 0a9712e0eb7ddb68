#include "ui/pages/wallet/replacesheet.h"

#include "ui/format.h"
#include "ui/widgets/make.h"

namespace ain::ui {

ReplaceSheet::ReplaceSheet(Context &context, QWidget *owner)
    : OperationSheet(context, owner), m_text(new TextLabel(this))
{
    form()->addWidget(m_text);
    onLanguage([this] { write(); });
}

void ReplaceSheet::setTransaction(const NonceEntry &entry)
{
    m_entry = entry;
    write();
}

void ReplaceSheet::write()
{
    setTitle(tr("Free the lane"));
    const QString number = Format::number(m_entry.nonce);
    m_text->setText(
        m_entry.stage == Stage::Failed
            ? tr("Transaction #%1 was refused, so nothing happened. But nodes have its signed bytes, and as "
                 "long as its number is free they could still be carried out. A new transaction with the "
                 "same number takes its place, so that the old one can never come back.")
                  .arg(number)
            : tr("Transaction #%1 is stuck and those behind it wait. A new transaction with the same "
                 "number takes its place, so that the old one can never come back.")
                  .arg(number));
}

Task<Preview> ReplaceSheet::prepare() { return m_context.backends.wallet.prepareReplacement(m_entry.txHash); }

QString ReplaceSheet::confirmText() const { return tr("Replace it"); }

QString ReplaceSheet::doneText() const { return tr("The lane is free again."); }

} // namespace ain::ui
