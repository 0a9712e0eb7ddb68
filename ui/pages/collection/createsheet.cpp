#include "ui/pages/collection/createsheet.h"

#include "ui/widgets/field.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/make.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>

namespace ain::ui {

using namespace Qt::StringLiterals;

CreateSheet::CreateSheet(Context &context, QWidget *owner)
    : OperationSheet(context, owner),
      m_name(new QLineEdit),
      m_symbol(new QLineEdit),
      m_description(new QPlainTextEdit),
      m_supply(new QLineEdit),
      m_nameField(new Field(m_name, this)),
      m_symbolField(new Field(m_symbol, this)),
      m_descriptionField(new Field(m_description, this)),
      m_supplyField(new Field(m_supply, this))
{
    m_name->setMaxLength(100);
    m_symbol->setMaxLength(16);
    m_supply->setMaxLength(12);
    m_description->setTabChangesFocus(true);
    m_description->setFixedHeight(84);
    auto *layouts = new QWidget;
    auto *choice = makeColumn(layouts, 4);
    m_locked = new QRadioButton(layouts);
    m_compat = new QRadioButton(layouts);
    m_lockedText = new TextLabel(layouts, "small");
    m_compatText = new TextLabel(layouts, "small");
    m_locked->setChecked(true);
    for (auto *widget : std::initializer_list<QWidget *>{m_locked, m_lockedText, m_compat, m_compatText})
        choice->addWidget(widget);
    m_advanced = new Fold(context.theme, layouts, this);

    auto *row = makeRow(nullptr, 12);
    row->addWidget(m_nameField, 2);
    row->addWidget(m_symbolField, 1);
    form()->addLayout(row);
    form()->addWidget(m_descriptionField);
    form()->addWidget(m_supplyField);
    form()->addWidget(m_advanced);
    connect(m_name, &QLineEdit::textChanged, m_nameField, &Field::clearError);
    connect(m_symbol, &QLineEdit::textChanged, m_symbolField, &Field::clearError);
    connect(m_supply, &QLineEdit::textChanged, m_supplyField, &Field::clearError);
    onLanguage([this] {
        setTitle(tr("Create a collection"));
        m_nameField->setLabel(tr("Name"));
        m_name->setPlaceholderText(tr("Pixel Cats"));
        m_symbolField->setLabel(tr("Symbol"));
        m_symbol->setPlaceholderText(u"CAT"_s);
        m_descriptionField->setLabel(tr("Description (optional)"));
        m_supplyField->setLabel(tr("Largest number of tokens (optional)"));
        m_supplyField->setHint(tr("Empty: 1,000,000, the most there can be. It can't be changed later."));
        m_advanced->setTitle(tr("Advanced: layout"));
        m_locked->setText(tr("Locked (recommended)"));
        m_lockedText->setText(tr("Only the owner of a token can give it away; you, its creator, can't either."));
        m_compat->setText(tr("Compatible"));
        m_compatText->setText(
            tr("Like the official tool makes it. You keep the power to take back tokens, and buyers will see that."));
    });
}

std::optional<qint64> CreateSheet::maxSupply(bool &wrong) const
{
    const QString text = m_supply->text().trimmed();
    wrong = false;
    if (text.isEmpty())
        return std::nullopt;
    bool ok = false;
    const qint64 value = text.toLongLong(&ok);
    wrong = !ok || value < 1;
    return wrong ? std::nullopt : std::optional(value);
}

bool CreateSheet::check()
{
    bool wrong = false;
    (void)maxSupply(wrong);
    if (wrong) {
        m_supplyField->setErrorText(tr("Enter a whole number of at least 1, or leave it empty."));
        m_supply->setFocus();
    }
    const bool noSymbol = m_symbol->text().trimmed().isEmpty();
    if (noSymbol) {
        m_symbolField->setErrorText(tr("Enter a symbol."));
        m_symbol->setFocus();
    }
    const bool noName = m_name->text().trimmed().isEmpty();
    if (noName) {
        m_nameField->setErrorText(tr("Give the collection a name."));
        m_name->setFocus();
    }
    return !wrong && !noSymbol && !noName;
}

Task<Preview> CreateSheet::prepare()
{
    CollectionRequest request;
    bool wrong = false;
    request.name = m_name->text().trimmed();
    request.symbol = m_symbol->text().trimmed();
    request.description = m_description->toPlainText();
    request.maxSupply = maxSupply(wrong);
    request.layout = m_compat->isChecked() ? Layout::Compat : Layout::Locked;
    return m_context.backends.collection.prepareCreate(std::move(request));
}

void CreateSheet::clearDraft()
{
    m_name->clear();
    m_symbol->clear();
    m_description->clear();
    m_supply->clear();
    m_locked->setChecked(true);
    m_advanced->setOpen(false);
}

QString CreateSheet::confirmText() const { return tr("Create collection"); }

QString CreateSheet::doneText() const { return tr("The collection exists. You can mint into it now."); }

} // namespace ain::ui
