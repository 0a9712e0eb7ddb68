#include "ui/pages/collection/detailsheet.h"

#include "ui/format.h"
#include "ui/pages/common/proofsheet.h"
#include "ui/widgets/addresslabel.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/imageview.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/prooflamp.h"

#include <QPlainTextEdit>

namespace ain::ui {

using namespace Qt::StringLiterals;

DetailSheet::DetailSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_image(new ImageView(context.theme, this)),
      m_collection(makeLabel(this, "muted")),
      m_description(new TextLabel(this)),
      m_layout(makeLabel(this, "pill")),
      m_rules(new TextLabel(this, "small")),
      m_ownerTitle(makeLabel(this, "strong")),
      m_owner(new AddressLabel(context.theme, this)),
      m_lamp(new ProofLamp(context.theme, this)),
      m_warning(new NoticeCard(context.theme, Tone::Warn, this)),
      m_attributes(new TextLabel(this)),
      m_json(new QPlainTextEdit),
      m_error(new ErrorBanner(context.theme, this)),
      m_transfer(makeButton(this)),
      m_proofSheet(new ProofSheet(context, owner))
{
    setCardWidth(760);
    m_image->setFixedSize(280, 280);
    m_json->setReadOnly(true);
    m_json->setTabChangesFocus(true);
    m_json->setFont(Theme::mono(12));
    m_json->setFixedHeight(180);
    m_owner->setTwoLines(true);
    m_fold = new Fold(context.theme, m_json, this);
    auto *row = makeRow(nullptr, 24);
    auto *right = makeColumn(nullptr, 10);
    right->addWidget(m_collection);
    right->addWidget(m_layout, 0, Qt::AlignLeft);
    right->addWidget(m_rules);
    right->addWidget(m_description);
    right->addWidget(m_attributes);
    right->addSpacing(4);
    right->addWidget(m_ownerTitle);
    right->addWidget(m_owner);
    right->addWidget(m_lamp, 0, Qt::AlignLeft);
    right->addStretch();
    row->addWidget(m_image, 0, Qt::AlignTop);
    row->addLayout(right, 1);
    body()->addLayout(row);
    body()->addWidget(m_warning);
    body()->addWidget(m_fold);
    body()->addWidget(m_error);
    footer()->addWidget(m_transfer);
    connect(m_transfer, &QPushButton::clicked, this, [this] {
        const Token token = m_token;
        dismiss();
        Q_EMIT transferWanted(token);
    });
    connect(m_lamp, &QAbstractButton::clicked, this, [this] { m_proofSheet->show(subject()); });
    connect(m_proofSheet, &ProofSheet::settingsWanted, this, [this] {
        dismiss();
        Q_EMIT settingsWanted();
    });
    // What the background has proven meanwhile.
    connect(&context.backends.collection, &CollectionBackend::changed, this, [this] {
        for (const Token &token : m_context.backends.collection.tokens()) {
            const bool isShown = token.objectId == m_token.objectId && token.tokenId == m_token.tokenId;
            if (isVisible() && isShown && !token.ownerProof.isChecking) {
                m_token = token;
                write();
            }
        }
    });
    onLanguage([this] { write(); });
}

QString DetailSheet::layoutText() const { return m_layout->text(); }

ProofSubject DetailSheet::subject() const
{
    ProofSubject subject;
    subject.kind = ProofSubject::Kind::TokenOwner;
    subject.id = m_token.objectId + u'/' + m_token.tokenId;
    subject.title = tr("Owner of %1").arg(m_token.name);
    subject.value = Format::address(m_token.owner);
    subject.proof = m_token.ownerProof;
    return subject;
}

void DetailSheet::setToken(const Token &token)
{
    m_token = token;
    m_image->setImage(QImage());
    m_error->clear();
    m_fold->setOpen(false);
    write();
    const QString id = token.tokenId;
    m_context.backends.collection.image(token.objectId, id, QSize(560, 560))
        .then(this, [this, id](const Result<QImage> &image) {
            if (image && m_token.tokenId == id)
                m_image->setImage(*image);
        });
    m_context.backends.collection.details(token.objectId, id).then(this, [this, id](const Result<Token> &details) {
        if (m_token.tokenId != id)
            return;
        if (!details) {
            m_error->show(details.error(), tr("The newest state of this token could not be read."));
            return;
        }
        m_token = *details;
        write();
    });
}

void DetailSheet::write()
{
    setTitle(m_token.name);
    m_collection->setText(u"%1 #%2"_s.arg(m_token.collectionName, m_token.tokenId));
    m_layout->setText(Format::layout(m_token.layout, m_token.rulesProof, m_token.isClosed));
    m_layout->setToolTip(Format::layoutReason(m_token.layout, m_token.rulesProof, m_token.isClosed));
    m_rules->setText(m_token.layout == Layout::Compat
                         ? QString()
                         : Format::layoutReason(m_token.layout, m_token.rulesProof, m_token.isClosed));
    m_rules->setVisible(!m_rules->plainText().isEmpty() && !m_token.rulesProof.isChecking);
    m_description->setText(m_token.description);
    m_description->setVisible(!m_token.description.isEmpty());
    QStringList lines;
    for (const Attribute &attribute : std::as_const(m_token.attributes))
        lines += u"%1: %2"_s.arg(attribute.trait, attribute.value);
    m_attributes->setText(lines.join(u'\n'));
    m_attributes->setVisible(!lines.isEmpty());
    m_ownerTitle->setText(m_token.mine ? tr("Owner: you") : tr("Owner"));
    m_owner->setAddress(m_token.owner);
    m_lamp->setProof(m_token.ownerProof, m_context.clock.nowMs());
    m_proofSheet->refresh(subject());
    QStringList warnings;
    if (m_token.layout == Layout::Compat)
        warnings += Format::layoutReason(m_token.layout, m_token.rulesProof, m_token.isClosed);
    if (m_token.contentProof.standing() == light::Standing::Contradicted)
        warnings += tr("A node gave another name or picture than the signed one: don’t trust what you see here.");
    if (!m_token.imageHere)
        warnings += tr("The picture is not on this computer; only its fingerprint is known.");
    m_warning->setText(warnings.join(u' '));
    m_warning->setVisible(!warnings.isEmpty());
    m_fold->setTitle(tr("Metadata (JSON)"));
    m_json->setAccessibleName(tr("Metadata (JSON)"));
    m_json->setPlainText(m_token.metadataJson);
    m_transfer->setText(tr("Give it away…"));
    m_transfer->setVisible(m_token.mine);
    m_image->setAccessibleName(tr("Picture of %1").arg(m_token.name));
    fit();
}

} // namespace ain::ui
