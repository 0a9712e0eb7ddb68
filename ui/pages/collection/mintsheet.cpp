#include "ui/pages/collection/mintsheet.h"

#include "ui/widgets/field.h"
#include "ui/widgets/imageview.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace ain::ui {

using namespace Qt::StringLiterals;

MintSheet::MintSheet(Context &context, QWidget *owner)
    : OperationSheet(context, owner),
      m_image(new ImageView(context.theme, this)),
      m_file(makeLabel(this, "small")),
      m_collection(new QComboBox),
      m_name(new QLineEdit),
      m_description(new QPlainTextEdit),
      m_attributes(new QPlainTextEdit),
      m_recipe(new TextLabel(this, "small")),
      m_hidePrompt(new QCheckBox(this)),
      m_licence(new NoticeCard(context.theme, Tone::Warn, this)),
      m_licenceKnown(new QCheckBox(this)),
      m_collectionField(new Field(m_collection, this)),
      m_nameField(new Field(m_name, this)),
      m_descriptionField(new Field(m_description, this)),
      m_attributesField(new Field(m_attributes, this))
{
    setCardWidth(720);
    m_name->setMaxLength(200);
    m_image->setFixedSize(200, 200);
    for (auto *edit : {m_description, m_attributes}) {
        edit->setTabChangesFocus(true);
        edit->setFixedHeight(72);
    }
    auto *row = makeRow(nullptr, 20);
    auto *left = makeColumn(nullptr, 8);
    left->addWidget(m_image);
    left->addWidget(m_file);
    left->addStretch();
    auto *right = makeColumn(nullptr, 12);
    right->addWidget(m_collectionField);
    right->addWidget(m_nameField);
    right->addWidget(m_descriptionField);
    right->addWidget(m_attributesField);
    right->addWidget(m_recipe);
    right->addWidget(m_hidePrompt);
    row->addLayout(left);
    row->addLayout(right, 1);
    form()->addLayout(row);
    form()->addWidget(m_licence);
    form()->addWidget(m_licenceKnown);
    connect(m_licenceKnown, &QCheckBox::toggled, this, &MintSheet::draw);
    connect(&context.backends.studio, &StudioBackend::modelsChanged, this, &MintSheet::fill);
    m_file->setFixedWidth(200);
    connect(m_name, &QLineEdit::textChanged, m_nameField, &Field::clearError);
    connect(m_attributes, &QPlainTextEdit::textChanged, m_attributesField, &Field::clearError);
    connect(&context.backends.collection, &CollectionBackend::changed, this, &MintSheet::fill);
    connect(this, &Sheet::opened, this, &MintSheet::fill);
    onLanguage([this] {
        setTitle(tr("Mint an AINFT"));
        m_collectionField->setLabel(tr("Collection"));
        m_nameField->setLabel(tr("Name"));
        m_descriptionField->setLabel(tr("Description (optional)"));
        m_attributesField->setLabel(tr("Attributes (optional)"));
        m_attributesField->setHint(tr("One a line, such as “Hat: red”. They are public and permanent."));
        m_image->setAccessibleName(tr("The image to mint"));
        m_hidePrompt->setText(tr("Keep the prompt to myself"));
        m_hidePrompt->setToolTip(tr("Only a fingerprint of the prompt goes on chain, and it is taken out of the file. "
                                    "Show the prompt later, and anybody can check it."));
        fill();
    });
}

void MintSheet::fill()
{
    const OpenedImage image = m_context.backends.studio.current();
    m_image->setImage(image.preview);
    if (m_attributes->toPlainText() == m_fromTags) {
        m_fromTags = image.tags.filter(u": "_s).join(u'\n');
        m_attributes->setPlainText(m_fromTags);
    }
    m_file->setText(m_file->fontMetrics().elidedText(image.fileName, Qt::ElideMiddle, 196));
    const bool hasPrompt = image.settings && !(image.settings->prompt + image.settings->negative).isEmpty();
    m_recipe->setText(!image.settings ? tr("This file does not say how it was made, so the token will not either.")
                          : hasPrompt ? tr("How it was made goes into the token: model, prompt, seed and settings.")
                                      : tr("How it was made goes into the token: model, seed and settings."));
    m_hidePrompt->setVisible(hasPrompt);
    const auto restricted =
        image.settings ? m_context.backends.studio.restricted(*image.settings) : QList<RestrictedModel>();
    QStringList names;
    for (const RestrictedModel &one : restricted)
        names += u"%1 (%2)"_s.arg(one.model, one.licence);
    m_licence->setText(
        tr("Drawn with %1: the licence forbids commercial use of the picture, so a token of it may not be "
           "sold. The token says nothing of the licence.")
            .arg(names.join(u", "_s)));
    m_licenceKnown->setText(tr("I know that, and mint it for no commercial use"));
    if (m_licenceImage != image.id)
        m_licenceKnown->setChecked(false);
    m_licenceImage = image.id;
    m_licence->setVisible(!restricted.isEmpty());
    m_licenceKnown->setVisible(!restricted.isEmpty());
    if (isOpen() && presenter()->state() == OperationPresenter::State::Editing)
        draw();
    const QString chosen = m_collection->currentData().toString();
    m_collection->clear();
    for (const Collection &collection : m_context.backends.collection.collections()) {
        if (collection.mine)
            m_collection->addItem(u"%1 (%2)"_s.arg(collection.name, collection.symbol), collection.objectId);
    }
    const int index = m_collection->findData(chosen);
    if (index >= 0)
        m_collection->setCurrentIndex(index);
    for (Field *field : {m_collectionField, m_nameField, m_attributesField})
        field->clearError();
}

QList<Attribute> MintSheet::attributes(bool &wrong) const
{
    QList<Attribute> out;
    wrong = false;
    const auto lines = m_attributes->toPlainText().split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const qsizetype colon = line.indexOf(u':');
        const QString trait = line.left(colon).trimmed();
        const QString value = colon < 0 ? QString() : line.mid(colon + 1).trimmed();
        if (trait.isEmpty() || value.isEmpty())
            wrong = true;
        else
            out.append({trait, value});
    }
    return out;
}

bool MintSheet::check()
{
    bool wrong = false;
    (void)attributes(wrong);
    if (wrong) {
        m_attributesField->setErrorText(tr("Write each line as “trait: value”."));
        m_attributes->setFocus();
    }
    const bool noName = m_name->text().trimmed().isEmpty();
    if (noName) {
        m_nameField->setErrorText(tr("Give the token a name."));
        m_name->setFocus();
    }
    const bool noCollection = m_collection->currentData().toString().isEmpty();
    if (noCollection)
        m_collectionField->setErrorText(tr("You have no collection yet. Create one on the Collection page first."));
    const bool noImage = m_context.backends.studio.current().id.isEmpty();
    return !wrong && !noName && !noCollection && !noImage;
}

bool MintSheet::mayGoOn() const { return m_licenceKnown->isHidden() || m_licenceKnown->isChecked(); }

Task<Preview> MintSheet::prepare()
{
    MintRequest request;
    bool wrong = false;
    request.imageId = m_context.backends.studio.current().id;
    request.objectId = m_collection->currentData().toString();
    request.name = m_name->text().trimmed();
    request.description = m_description->toPlainText();
    request.attributes = attributes(wrong);
    request.hidePrompt = m_hidePrompt->isVisibleTo(this) && m_hidePrompt->isChecked();
    return m_context.backends.collection.prepareMint(std::move(request));
}

void MintSheet::clearDraft()
{
    m_name->clear();
    m_description->clear();
    m_attributes->clear();
    m_fromTags.clear();
    m_hidePrompt->setChecked(false);
    m_licenceKnown->setChecked(false);
}

QString MintSheet::confirmText() const { return tr("Mint now"); }

QString MintSheet::doneText() const { return tr("Minted, and final. You find it on the Collection page."); }

} // namespace ain::ui
