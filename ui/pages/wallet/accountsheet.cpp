#include "ui/pages/wallet/accountsheet.h"

#include "ui/format.h"
#include "ui/widgets/field.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

#include <QLineEdit>
#include <QListWidget>

namespace ain::ui {

AccountSheet::AccountSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_list(new QListWidget(this)),
      m_name(new QLineEdit),
      m_nameField(new Field(m_name, this)),
      m_error(new ErrorBanner(context.theme, this)),
      m_export(makeButton(this)),
      m_rename(makeButton(this)),
      m_use(makeButton(this, ButtonKind::Primary)),
      m_add(makeButton(this, ButtonKind::Quiet))
{
    setCardWidth(600);
    m_list->setFixedHeight(200);
    m_list->setSpacing(2);
    m_name->setMaxLength(64);
    body()->addWidget(m_list);
    body()->addWidget(m_nameField);
    auto *buttons = makeRow(nullptr, 12);
    buttons->addWidget(m_rename);
    buttons->addWidget(m_export);
    buttons->addStretch();
    body()->addLayout(buttons);
    body()->addWidget(m_error);
    footer()->insertWidget(0, m_add);
    footer()->addWidget(m_use);
    connect(m_add, &QPushButton::clicked, this, [this] {
        dismiss();
        Q_EMIT addWanted();
    });
    connect(m_use, &QPushButton::clicked, this, &AccountSheet::useCurrent);
    connect(m_list, &QListWidget::itemActivated, this, &AccountSheet::useCurrent);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        const auto accounts = m_context.backends.wallet.accounts();
        if (row < 0 || row >= accounts.size())
            return;
        m_name->setText(accounts.at(row).name);
        m_export->setEnabled(!accounts.at(row).watchOnly);
        m_export->setToolTip(accounts.at(row).watchOnly ? tr("A watched address has no key here.") : QString());
    });
    connect(m_export, &QPushButton::clicked, this, [this] {
        const auto accounts = m_context.backends.wallet.accounts();
        const int row = m_list->currentRow();
        if (row < 0 || row >= accounts.size())
            return;
        dismiss();
        Q_EMIT exportWanted(accounts.at(row));
    });
    connect(m_rename, &QPushButton::clicked, this, [this] {
        const auto accounts = m_context.backends.wallet.accounts();
        const int row = m_list->currentRow();
        if (row < 0 || row >= accounts.size())
            return;
        m_error->clear();
        m_context.backends.accounts.rename(accounts.at(row).id, m_name->text().trimmed())
            .then(this, [this](const Result<> &result) {
                if (!result)
                    m_error->show(result.error(), tr("The name was not changed."));
            });
    });
    connect(this, &Sheet::opened, this, &AccountSheet::fill);
    connect(&context.backends.wallet, &WalletBackend::accountsChanged, this, &AccountSheet::fill);
    onLanguage([this] {
        setTitle(tr("Accounts"));
        m_list->setAccessibleName(tr("Accounts"));
        m_nameField->setLabel(tr("Name"));
        m_rename->setText(tr("Save name"));
        m_export->setText(tr("Export secrets…"));
        m_use->setText(tr("Use this account"));
        m_add->setText(tr("Add an account…"));
        fill();
    });
}

void AccountSheet::fill()
{
    const auto current = m_context.backends.wallet.currentAccount();
    m_list->clear();
    int row = 0;
    for (const Account &account : m_context.backends.wallet.accounts()) {
        const QString kind = account.watchOnly ? tr("watch-only")
            : account.path.isEmpty()           ? tr("imported key")
                                               : account.path;
        auto *item = new QListWidgetItem(
            tr("%1 · %2\n%3").arg(Format::accountName(account), kind, Format::address(account.address)), m_list);
        item->setSizeHint({0, 52});
        if (current && current->id == account.id)
            row = m_list->count() - 1;
    }
    m_list->setCurrentRow(row);
}

void AccountSheet::useCurrent()
{
    const auto accounts = m_context.backends.wallet.accounts();
    const int row = m_list->currentRow();
    if (row >= 0 && row < accounts.size())
        m_context.backends.wallet.setCurrentAccount(accounts.at(row).id);
    dismiss();
}

} // namespace ain::ui
