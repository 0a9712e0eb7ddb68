<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>AskText</name>
    <message>
        <source>Waiting for somebody who is free</source>
        <translation>쉬는 제공자를 기다려요</translation>
    </message>
    <message>
        <source>Given back; waiting for the next one who is free</source>
        <translation>돌려받았어요. 다음 제공자를 기다려요</translation>
    </message>
    <message>
        <source>Taken; it begins soon</source>
        <translation>맡았고 곧 시작해요</translation>
    </message>
    <message>
        <source>Drawing: step %1 of %2</source>
        <translation>그리는 중: %2스텝 중 %1스텝</translation>
    </message>
    <message>
        <source>Delivered; it is being looked at</source>
        <translation>도착했고 살펴보는 중이에요</translation>
    </message>
    <message>
        <source>Delivered, not paid yet</source>
        <translation>도착했고 아직 지급 전이에요</translation>
    </message>
    <message>
        <source>Delivered and paid</source>
        <translation>도착했고 지급됐어요</translation>
    </message>
    <message>
        <source>Nobody drew it in time</source>
        <translation>시간 안에 아무도 그리지 않았어요</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>거둬들였어요</translation>
    </message>
    <message>
        <source>Refused, not paid</source>
        <translation>받지 않았고 지불하지 않아요</translation>
    </message>
    <message>
        <source>Not drawn</source>
        <translation>그리지 못했어요</translation>
    </message>
    <message>
        <source>not spot-checked</source>
        <translation>표본 검사 안 함</translation>
    </message>
    <message>
        <source>spot-checked: it holds</source>
        <translation>표본 검사: 맞아요</translation>
    </message>
    <message>
        <source>spot-checked: not sure</source>
        <translation>표본 검사: 확실하지 않아요</translation>
    </message>
    <message>
        <source>spot-checked: it does not hold</source>
        <translation>표본 검사: 맞지 않아요</translation>
    </message>
    <message>
        <source>Lots are drawn which pictures are looked at, and this one was not. Only models that tell their steps can be looked at.</source>
        <translation>어떤 그림을 살펴볼지는 제비로 정하는데 이 그림은 뽑히지 않았어요. 스텝을 알려 주는 모델만 살펴볼 수 있어요.</translation>
    </message>
    <message>
        <source>Some steps were drawn again on this computer, and they are what the provider says. That its words stayed private does not follow from it.</source>
        <translation>몇 스텝을 이 컴퓨터에서 다시 그려 보니 제공자가 말한 그대로예요. 프롬프트를 아무도 보지 않았다는 뜻은 아니에요.</translation>
    </message>
    <message>
        <source>The steps that were drawn again are neither clearly right nor clearly wrong. Other graphics cards count a little otherwise.</source>
        <translation>다시 그려 본 스텝이 분명히 맞지도 틀리지도 않아요. 그래픽 카드마다 계산이 조금씩 달라요.</translation>
    </message>
    <message>
        <source>What was delivered is not what was ordered. It is not paid, and this provider is not asked again.</source>
        <translation>맡긴 것과 다른 그림이 왔어요. 지불하지 않고, 이 제공자에게 다시 맡기지 않아요.</translation>
    </message>
    <message>
        <source>costs nothing</source>
        <translation>비용 없음</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>최대 %1</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>보내는 중</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>깨짐</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>끝남</translation>
    </message>
</context>
<context>
    <name>Cli</name>
    <message>
        <source>Password of the keystore</source>
        <translation>키스토어 비밀번호</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>개인 키</translation>
    </message>
    <message>
        <source>the password is empty; use --unprotected for a practice-only vault</source>
        <translation>비밀번호가 비었어요. 연습 전용 금고라면 --unprotected를 쓰세요.</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>새 비밀번호</translation>
    </message>
    <message>
        <source>A new phrase with its first account, or one more account of a phrase.</source>
        <translation>새 복구 단어와 그 첫 계정을 만들거나, 있는 복구 단어에 계정을 하나 더해요.</translation>
    </message>
    <message>
        <source>12 (default), 15, 18, 21 or 24</source>
        <translation>12(기본값), 15, 18, 21, 24 중 하나</translation>
    </message>
    <message>
        <source>m/44&apos;/412&apos;/0&apos;/0/i (default) or m/44&apos;/60&apos;/0&apos;/0/i</source>
        <translation>m/44&apos;/412&apos;/0&apos;/0/i(기본값) 또는 m/44&apos;/60&apos;/0&apos;/0/i</translation>
    </message>
    <message>
        <source>phrase_id of a stored phrase: add its next account</source>
        <translation>저장된 복구 단어의 phrase_id: 그 다음 계정을 더해요</translation>
    </message>
    <message>
        <source>a name for the account</source>
        <translation>계정 이름</translation>
    </message>
    <message>
        <source>Restore the used accounts of a phrase, on both derivation paths.</source>
        <translation>복구 단어로 쓰던 계정을 두 파생 경로 모두에서 되살려요.</translation>
    </message>
    <message>
        <source>12 to 24 words, English or Korean</source>
        <translation>영어나 한국어 단어 12~24개</translation>
    </message>
    <message>
        <source>the same from a descriptor</source>
        <translation>같은 것을 디스크립터에서 읽어요</translation>
    </message>
    <message>
        <source>BIP39 passphrase</source>
        <translation>BIP39 추가 암호</translation>
    </message>
    <message>
        <source>which path gets the first account if none was used</source>
        <translation>쓰던 계정이 없으면 첫 계정을 만들 경로</translation>
    </message>
    <message>
        <source>Import a private key or a keystore file, or watch an address.</source>
        <translation>개인 키나 키스토어 파일을 가져오거나 주소를 지켜봐요.</translation>
    </message>
    <message>
        <source>private key, 64 hex digits</source>
        <translation>개인 키, 16진수 64자리</translation>
    </message>
    <message>
        <source>keystore of version 3</source>
        <translation>버전 3 키스토어</translation>
    </message>
    <message>
        <source>its password</source>
        <translation>그 비밀번호</translation>
    </message>
    <message>
        <source>watch without a key</source>
        <translation>키 없이 지켜볼 주소</translation>
    </message>
    <message>
        <source>allow a key that another network uses already</source>
        <translation>다른 네트워크에서 이미 쓰는 키도 허용해요</translation>
    </message>
    <message>
        <source>Print the phrase or the private key, or write a keystore file.</source>
        <translation>복구 단어나 개인 키를 보여 주거나 키스토어 파일을 써요.</translation>
    </message>
    <message>
        <source>print the words</source>
        <translation>단어를 보여 줘요</translation>
    </message>
    <message>
        <source>print the private key</source>
        <translation>개인 키를 보여 줘요</translation>
    </message>
    <message>
        <source>write a keystore file</source>
        <translation>키스토어 파일을 써요</translation>
    </message>
    <message>
        <source>List the accounts of this network.</source>
        <translation>이 네트워크의 계정을 보여 줘요.</translation>
    </message>
    <message>
        <source>of all networks</source>
        <translation>모든 네트워크의 계정을 보여 줘요</translation>
    </message>
    <message>
        <source>name of the collection</source>
        <translation>컬렉션 이름</translation>
    </message>
    <message>
        <source>short name, capital letters and digits</source>
        <translation>짧은 이름, 영어 대문자와 숫자</translation>
    </message>
    <message>
        <source>description</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>at most N tokens, ever (100)</source>
        <translation>토큰은 많아야 N개, 나중에도 바뀌지 않아요(100)</translation>
    </message>
    <message>
        <source>locked (default): nobody can take a token back; compat: the creator can</source>
        <translation>locked(기본값): 아무도 토큰을 도로 가져갈 수 없어요. compat: 만든 사람은 가져갈 수 있어요</translation>
    </message>
    <message>
        <source>name of the token</source>
        <translation>토큰 이름</translation>
    </message>
    <message>
        <source>may be given several times</source>
        <translation>여러 번 쓸 수 있어요</translation>
    </message>
    <message>
        <source>first owner; the minter by default</source>
        <translation>첫 소유자. 기본값은 발행한 사람</translation>
    </message>
    <message>
        <source>the next free number by default</source>
        <translation>기본값은 비어 있는 다음 번호</translation>
    </message>
    <message>
        <source>Create an AINFT collection.</source>
        <translation>AINFT 컬렉션을 만들어요.</translation>
    </message>
    <message>
        <source>Collections I made or added.</source>
        <translation>내가 만들거나 더한 컬렉션을 보여 줘요.</translation>
    </message>
    <message>
        <source>Remember a collection that somebody else made, so that my tokens of it are listed.</source>
        <translation>다른 사람이 만든 컬렉션을 기억해서 그 안의 내 토큰도 목록에 보여 줘요.</translation>
    </message>
    <message>
        <source>A collection and its tokens.</source>
        <translation>컬렉션과 그 토큰을 보여 줘요.</translation>
    </message>
    <message>
        <source>Mint an image as a token.</source>
        <translation>이미지를 토큰으로 발행해요.</translation>
    </message>
    <message>
        <source>Owner, metadata and image of a token.</source>
        <translation>토큰의 소유자, 메타데이터, 이미지를 보여 줘요.</translation>
    </message>
    <message>
        <source>Give a token to another address.</source>
        <translation>토큰을 다른 주소로 넘겨요.</translation>
    </message>
    <message>
        <source>Tokens that I own, in the collections I made or added.</source>
        <translation>내가 만들거나 더한 컬렉션에서 내가 가진 토큰을 보여 줘요.</translation>
    </message>
    <message>
        <source>look through every collection of the network first (may take minutes)</source>
        <translation>먼저 네트워크의 모든 컬렉션을 살펴봐요(몇 분 걸릴 수 있어요)</translation>
    </message>
    <message>
        <source>JSON value → {canonical, hash}; one per line in, one per line out.</source>
        <translation>JSON 값 → {canonical, hash}. 한 줄에 하나씩 읽고 한 줄에 하나씩 써요.</translation>
    </message>
    <message>
        <source>{message} → {hash}, the hash of a message.</source>
        <translation>{message} → {hash}, 메시지의 해시.</translation>
    </message>
    <message>
        <source>{private_key, chain_id, tx_body} → {canonical, hash, signature, address}.</source>
        <translation>{private_key, chain_id, tx_body} → {canonical, hash, signature, address}.</translation>
    </message>
    <message>
        <source>{private_key, chain_id, message} → {hash, signature}.</source>
        <translation>{private_key, chain_id, message} → {hash, signature}.</translation>
    </message>
    <message>
        <source>{message, signature, chain_id, address?} → {valid, address}.</source>
        <translation>{message, signature, chain_id, address?} → {valid, address}.</translation>
    </message>
    <message>
        <source>{tx_body, signature, chain_id} → {address, hash}.</source>
        <translation>{tx_body, signature, chain_id} → {address, hash}.</translation>
    </message>
    <message>
        <source>{keystore, password} → {private_key, address}.</source>
        <translation>{keystore, password} → {private_key, address}.</translation>
    </message>
    <message>
        <source>{public_key, message} → {encrypted}, for the owner of the key.</source>
        <translation>{public_key, message} → {encrypted}, 키의 주인만 열 수 있어요.</translation>
    </message>
    <message>
        <source>{private_key, encrypted} → {message}.</source>
        <translation>{private_key, encrypted} → {message}.</translation>
    </message>
    <message>
        <source>{mnemonic, passphrase?, path} → {private_key, public_key, address}.</source>
        <translation>{mnemonic, passphrase?, path} → {private_key, public_key, address}.</translation>
    </message>
    <message>
        <source>Serve a practice network on this computer; prints its addresses as one line of JSON.</source>
        <translation>이 컴퓨터에서 연습 네트워크를 돌려요. 그 주소들을 JSON 한 줄로 알려 줘요.</translation>
    </message>
    <message>
        <source>port of JSON-RPC; any free one by default</source>
        <translation>JSON-RPC 포트. 기본값은 비어 있는 아무 포트</translation>
    </message>
    <message>
        <source>port of the event channel</source>
        <translation>이벤트 채널 포트</translation>
    </message>
    <message>
        <source>milliseconds between blocks, at least 100 (3000)</source>
        <translation>블록 사이의 밀리초, 100 이상(3000)</translation>
    </message>
    <message>
        <source>every transaction is final at once</source>
        <translation>모든 거래가 바로 확정돼요</translation>
    </message>
    <message>
        <source>no command is named</source>
        <translation>명령이 없어요</translation>
    </message>
    <message>
        <source>data directory (vault, images, practice network)</source>
        <translation>데이터 폴더(금고, 이미지, 연습 네트워크)</translation>
    </message>
    <message>
        <source>practice, testnet, mainnet or the address of a node</source>
        <translation>practice, testnet, mainnet 또는 노드 주소</translation>
    </message>
    <message>
        <source>one line of JSON; errors as {&quot;error&quot;:{&quot;code&quot;,&quot;message&quot;}}</source>
        <translation>JSON 한 줄로 써요. 오류는 {&quot;error&quot;:{&quot;code&quot;,&quot;message&quot;}}</translation>
    </message>
    <message>
        <source>password of the vault</source>
        <translation>금고 비밀번호가 든 파일</translation>
    </message>
    <message>
        <source>password of the vault, from an open descriptor</source>
        <translation>금고 비밀번호를 열린 디스크립터에서 읽어요</translation>
    </message>
    <message>
        <source>language of help and messages; the system&apos;s by default</source>
        <translation>도움말과 메시지의 언어. 기본값은 시스템 언어</translation>
    </message>
    <message>
        <source>help, also after a command</source>
        <translation>도움말. 명령 뒤에도 쓸 수 있어요</translation>
    </message>
    <message>
        <source>version</source>
        <translation>버전을 보여 줘요</translation>
    </message>
    <message>
        <source>%1 and %2 exclude each other</source>
        <translation>%1와(과) %2은(는) 함께 쓸 수 없어요</translation>
    </message>
    <message>
        <source>%1 means something only with %2</source>
        <translation>%1은(는) %2와(과) 함께여야 뜻이 있어요</translation>
    </message>
    <message>
        <source>%1 is given more than once</source>
        <translation>%1을(를) 두 번 넘게 썼어요</translation>
    </message>
    <message>
        <source>two secrets can&apos;t come from one descriptor (%1)</source>
        <translation>한 디스크립터(%1)에서 비밀 두 개를 읽을 수 없어요</translation>
    </message>
    <message>
        <source>Usage: %1</source>
        <translation>사용법: %1</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>명령:</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>옵션:</translation>
    </message>
    <message>
        <source>General options:</source>
        <translation>공통 옵션:</translation>
    </message>
    <message>
        <source>empty directory that keeps vault, picture and report</source>
        <translation>금고와 그림과 보고서가 남을 빈 폴더</translation>
    </message>
    <message>
        <source>a key with at least 25 AIN, where there is no faucet</source>
        <translation>연습용 AIN을 주는 곳이 없을 때 쓸, 25 AIN 넘게 든 키</translation>
    </message>
    <message>
        <source>which of several stakes in one app (0)</source>
        <translation>한 앱에 스테이크가 여럿일 때 어느 것인지(0)</translation>
    </message>
    <message>
        <source>who may change the app, may be given several times; the sender by default</source>
        <translation>앱을 바꿀 수 있는 사람. 여러 번 쓸 수 있어요. 기본값은 보내는 계정</translation>
    </message>
    <message>
        <source>for how many milliseconds a stake in it is locked</source>
        <translation>이 앱의 스테이크가 잠기는 밀리초</translation>
    </message>
    <message>
        <source>Stake AIN for an app; 0 only extends the lock.</source>
        <translation>앱에 AIN을 스테이킹해요. 0이면 잠금만 늘려요.</translation>
    </message>
    <message>
        <source>My stakes, until when they are locked, and unclaimed rewards.</source>
        <translation>내 스테이크와 잠금이 끝나는 때, 받지 않은 보상을 보여 줘요.</translation>
    </message>
    <message>
        <source>id, address or name; the first account by default</source>
        <translation>아이디, 주소 또는 이름. 기본값은 첫 계정</translation>
    </message>
    <message>
        <source>Take staked AIN back, two minutes after its lock ended at the earliest.</source>
        <translation>스테이킹한 AIN을 되찾아요. 잠금이 끝나고 2분 뒤부터 할 수 있어요.</translation>
    </message>
    <message>
        <source>Move validator rewards to the balance.</source>
        <translation>검증인 보상을 잔액으로 옮겨요.</translation>
    </message>
    <message>
        <source>Create an app; its name can&apos;t be used again.</source>
        <translation>앱을 만들어요. 그 이름은 다시 쓸 수 없어요.</translation>
    </message>
    <message>
        <source>Create a vault in the data directory.</source>
        <translation>데이터 폴더에 금고를 만들어요.</translation>
    </message>
    <message>
        <source>no password; accepts practice keys only</source>
        <translation>비밀번호 없이. 연습용 키만 받아요</translation>
    </message>
    <message>
        <source>Tell what is known of the vault.</source>
        <translation>금고에 대해 아는 것을 알려 줘요.</translation>
    </message>
    <message>
        <source>unlock it first, to count accounts and tell the last backup</source>
        <translation>먼저 열어서 계정 수와 마지막 백업도 알려 줘요</translation>
    </message>
    <message>
        <source>Write the whole vault into one file.</source>
        <translation>금고 전체를 파일 하나로 써요.</translation>
    </message>
    <message>
        <source>Restore a backup into an empty data directory.</source>
        <translation>백업을 빈 데이터 폴더에 되살려요.</translation>
    </message>
    <message>
        <source>Change the password (or give an unprotected vault one).</source>
        <translation>비밀번호를 바꿔요(없던 금고에는 새로 정해요).</translation>
    </message>
    <message>
        <source>no password any more; accepts practice keys only</source>
        <translation>이제 비밀번호 없이. 연습용 키만 받아요</translation>
    </message>
    <message>
        <source>the new password</source>
        <translation>새 비밀번호</translation>
    </message>
    <message>
        <source>Sign and send? [y/N] </source>
        <translation>서명하고 보낼까요? [y/N] </translation>
    </message>
    <message>
        <source>Fee: %1 AIN</source>
        <translation>수수료: %1 AIN</translation>
    </message>
    <message>
        <source>a note for yourself, kept in the vault</source>
        <translation>금고에만 남는 나를 위한 메모</translation>
    </message>
    <message>
        <source>show the fee and the explanation, send nothing</source>
        <translation>수수료와 설명만 보여 주고 보내지 않아요</translation>
    </message>
    <message>
        <source>do not ask, not even at a terminal</source>
        <translation>터미널에서도 묻지 않아요</translation>
    </message>
    <message>
        <source>do not wait until it is final</source>
        <translation>확정될 때까지 기다리지 않아요</translation>
    </message>
    <message>
        <source>the link asks for %1 AIN, the command for %2</source>
        <translation>링크는 %1 AIN을, 명령은 %2을(를) 보내라고 해요</translation>
    </message>
    <message>
        <source>Balance of an own account or of any address.</source>
        <translation>내 계정이나 아무 주소의 잔액을 보여 줘요.</translation>
    </message>
    <message>
        <source>Play money on the practice network (100 AIN by default).</source>
        <translation>연습 네트워크의 연습용 AIN을 받아요(기본값 100 AIN).</translation>
    </message>
    <message>
        <source>Send AIN; ends when it is final.</source>
        <translation>AIN을 보내요. 확정되면 끝나요.</translation>
    </message>
    <message>
        <source>What the node knows of a transaction.</source>
        <translation>노드가 거래에 대해 아는 것을 보여 줘요.</translation>
    </message>
    <message>
        <source>My transactions on this network.</source>
        <translation>이 네트워크에서 내가 보낸 거래를 보여 줘요.</translation>
    </message>
    <message>
        <source>Use up the nonce of a stuck or reverted transaction.</source>
        <translation>멈췄거나 되돌려진 거래의 번호(nonce)를 써 버려요.</translation>
    </message>
    <message>
        <source>The network and the health of its gateways.</source>
        <translation>네트워크와 그 노드들의 상태를 보여 줘요.</translation>
    </message>
    <message>
        <source>Call a JSON-RPC method; PARAMS is a JSON object.</source>
        <translation>JSON-RPC 메서드를 불러요. PARAMS는 JSON 객체예요.</translation>
    </message>
    <message>
        <source>check it against blocks that the validators signed; exit code 1 if that fails</source>
        <translation>검증인들이 서명한 블록과 대조해요. 실패하면 종료 코드 1</translation>
    </message>
    <message>
        <source>What the light client knows: where its trust begins, newest block it verified, validators, alarms.</source>
        <translation>라이트 클라이언트가 아는 것: 믿음이 시작되는 곳, 확인한 최신 블록, 검증인, 경보를 보여 줘요.</translation>
    </message>
    <message>
        <source>Verify blocks up to the newest final one.</source>
        <translation>최신 확정 블록까지 블록을 확인해요.</translation>
    </message>
    <message>
        <source>The block and the validators that trust begins with, as a file to pin.</source>
        <translation>믿음이 시작되는 블록과 검증인을, 고정할 수 있는 파일로 보여 줘요.</translation>
    </message>
    <message>
        <source>of the newest verified block instead</source>
        <translation>대신 확인한 최신 블록의 것</translation>
    </message>
    <message>
        <source>Trust this checkpoint from now on; settles alarms.</source>
        <translation>이제부터 이 체크포인트를 믿어요. 경보도 정리돼요.</translation>
    </message>
    <message>
        <source>Prove an account, a path such as /values/accounts/ADDRESS/balance, or a transaction, as a file that can be checked without any node.</source>
        <translation>계정, /values/accounts/주소/balance 같은 경로, 또는 거래를 증명해서, 노드 없이 확인할 수 있는 파일로 만들어요.</translation>
    </message>
    <message>
        <source>where to; printed with the result if left out</source>
        <translation>쓸 파일. 없으면 결과와 함께 출력</translation>
    </message>
    <message>
        <source>Check a proof file; asks nobody.</source>
        <translation>증명 파일을 확인해요. 아무에게도 묻지 않아요.</translation>
    </message>
    <message>
        <source>trust this checkpoint; otherwise the one known for its chain</source>
        <translation>이 체크포인트를 믿어요. 없으면 그 체인에 대해 아는 것을 써요</translation>
    </message>
    <message>
        <source>%1 of %2 blocks, at block %3, %4 found</source>
        <translation>블록 %2개 중 %1개, 지금 블록 %3, 찾은 거래 %4건</translation>
    </message>
    <message>
        <source>id, address or name; every account by default</source>
        <translation>id, 주소 또는 이름. 생략하면 모든 계정</translation>
    </message>
    <message>
        <source>Look for transactions of your accounts in verified blocks, newest first. Goes on where the last scan stopped; looks back 30 days unless told otherwise.</source>
        <translation>검증된 블록에서 내 계정의 거래를 최신 블록부터 찾아요. 지난번에 멈춘 곳에서 이어지고, 따로 정하지 않으면 30일 전까지 살펴봐요.</translation>
    </message>
    <message>
        <source>the lowest block to look at</source>
        <translation>살펴볼 가장 낮은 블록</translation>
    </message>
    <message>
        <source>back to the first block of the chain</source>
        <translation>체인의 첫 블록까지</translation>
    </message>
    <message>
        <source>forget what was scanned before</source>
        <translation>전에 살펴본 것을 잊기</translation>
    </message>
    <message>
        <source>Transactions that were found in verified blocks, and own ones that no scanned block has; with the blocks that were looked through.</source>
        <translation>검증된 블록에서 찾은 거래와, 살펴본 블록에 없는 내 거래. 살펴본 블록 범위도 함께 보여 줘요.</translation>
    </message>
    <message>
        <source>JSON object of how the image was generated; what the image says by default</source>
        <translation>그림을 만든 방법이 담긴 JSON 객체. 없으면 그림에 적힌 것</translation>
    </message>
    <message>
        <source>say nothing of how it was generated</source>
        <translation>만든 방법을 적지 않음</translation>
    </message>
    <message>
        <source>only a hash of the prompt, on chain and in the image that is minted</source>
        <translation>체인에도 발행하는 그림에도 프롬프트의 해시만</translation>
    </message>
    <message>
        <source>only those with a star</source>
        <translation>별이 있는 것만</translation>
    </message>
    <message>
        <source>only those with this tag; may be repeated</source>
        <translation>이 태그가 있는 것만. 여러 번 쓸 수 있음</translation>
    </message>
    <message>
        <source>how many; 50 by default</source>
        <translation>개수. 기본값 50</translation>
    </message>
    <message>
        <source>how many to leave out first</source>
        <translation>처음에 건너뛸 개수</translation>
    </message>
    <message>
        <source>Pictures in the gallery, newest first.</source>
        <translation>갤러리의 그림을 최신순으로 보여 줘요.</translation>
    </message>
    <message>
        <source>Pictures whose prompt, model or tags have all these words, or parts of them.</source>
        <translation>프롬프트, 모델, 태그에 이 단어(또는 그 일부)가 모두 있는 그림.</translation>
    </message>
    <message>
        <source>Copy pictures with everything that is written in them.</source>
        <translation>그림을 안에 적힌 것까지 그대로 복사해요.</translation>
    </message>
    <message>
        <source>where to; here by default</source>
        <translation>복사할 곳. 기본값은 여기</translation>
    </message>
    <message>
        <source>replace files that exist</source>
        <translation>이미 있는 파일을 바꿈</translation>
    </message>
    <message>
        <source>Give pictures a star.</source>
        <translation>그림에 별을 달아요.</translation>
    </message>
    <message>
        <source>take it away</source>
        <translation>별을 뗌</translation>
    </message>
    <message>
        <source>Set the tags of a picture; without TAG: none.</source>
        <translation>그림의 태그를 정해요. TAG가 없으면 모두 지워요.</translation>
    </message>
    <message>
        <source>bring those back that gave this token</source>
        <translation>이 토큰을 준 그림들을 되돌림</translation>
    </message>
    <message>
        <source>Drawing jobs: waiting, running, and how the last ones ended.</source>
        <translation>그리기 작업: 기다리는 것, 하고 있는 것, 끝난 것.</translation>
    </message>
    <message>
        <source>Take a job out of the queue.</source>
        <translation>작업을 대기열에서 빼요.</translation>
    </message>
    <message>
        <source>Leave a waiting job out until it is resumed.</source>
        <translation>기다리는 작업을 다시 시작할 때까지 멈춰요.</translation>
    </message>
    <message>
        <source>Let a paused job wait for its turn again.</source>
        <translation>멈춘 작업을 다시 차례에 세워요.</translation>
    </message>
    <message>
        <source>Put a failed or cancelled job back into the queue.</source>
        <translation>실패했거나 취소한 작업을 대기열에 다시 넣어요.</translation>
    </message>
    <message>
        <source>Measuring: %1 %</source>
        <translation>재는 중: %1 %</translation>
    </message>
    <message>
        <source>Make model files, or all in a folder, known. They stay where they are.</source>
        <translation>모델 파일이나 폴더 안의 모델을 알려 줘요. 파일은 그 자리에 남아요.</translation>
    </message>
    <message>
        <source>Known model files: kind, family, size, hash, licence.</source>
        <translation>알고 있는 모델 파일: 종류, 계열, 크기, 해시, 라이선스.</translation>
    </message>
    <message>
        <source>SHA-256 of the whole file, compared with what is known of it. MODEL: its name, id, path or hash.</source>
        <translation>파일 전체의 SHA-256을 알려진 값과 비교해요. MODEL: 이름, id, 경로 또는 해시.</translation>
    </message>
    <message>
        <source>Say which licence a model has; without LICENCE: take it back.</source>
        <translation>모델의 라이선스를 정해요. LICENCE가 없으면 취소해요.</translation>
    </message>
    <message>
        <source>Take a model off the list. The file stays.</source>
        <translation>모델을 목록에서 빼요. 파일은 남아요.</translation>
    </message>
    <message>
        <source>Fetch a model file from an address you trust; kept only if its hash is the one you give. Goes on where it broke off.</source>
        <translation>믿는 주소에서 모델 파일을 받아요. 준 해시와 같을 때만 남기고, 끊긴 곳부터 이어 받아요.</translation>
    </message>
    <message>
        <source>64 hex digits; needed</source>
        <translation>16진수 64자리. 꼭 필요함</translation>
    </message>
    <message>
        <source>file name; the address&apos;s by default</source>
        <translation>파일 이름. 기본값은 주소의 이름</translation>
    </message>
    <message>
        <source>What this computer draws with: GPUs, processor, memory, engine and what keeps it locked in.</source>
        <translation>이 컴퓨터로 그리는 것: GPU, 프로세서, 메모리, 엔진과 엔진을 가두는 것.</translation>
    </message>
    <message>
        <source>measure first how fast it is, up to a minute</source>
        <translation>먼저 속도를 잼(최대 1분)</translation>
    </message>
    <message>
        <source>loading the model</source>
        <translation>모델 읽는 중</translation>
    </message>
    <message>
        <source>reading the prompt</source>
        <translation>프롬프트 읽는 중</translation>
    </message>
    <message>
        <source>drawing</source>
        <translation>그리는 중</translation>
    </message>
    <message>
        <source>finishing the picture</source>
        <translation>그림 마무리 중</translation>
    </message>
    <message>
        <source>enlarging</source>
        <translation>키우는 중</translation>
    </message>
    <message>
        <source>copy of the picture; with several: FILE-1, FILE-2 …</source>
        <translation>그림을 둘 파일. 여럿이면 FILE-1, FILE-2 …</translation>
    </message>
    <message>
        <source>Draw pictures from words. They are kept in the gallery too.</source>
        <translation>글에서 그림을 그려요. 갤러리에도 남아요.</translation>
    </message>
    <message>
        <source>what is to be seen</source>
        <translation>보고 싶은 것</translation>
    </message>
    <message>
        <source>what is not to be seen</source>
        <translation>보고 싶지 않은 것</translation>
    </message>
    <message>
        <source>the same seed draws the same; random by default</source>
        <translation>같은 시드는 같은 그림. 기본값은 무작위</translation>
    </message>
    <message>
        <source>how many, with seeds that follow one another</source>
        <translation>개수. 시드는 하나씩 이어짐</translation>
    </message>
    <message>
        <source>such as euler_a</source>
        <translation>예: euler_a</translation>
    </message>
    <message>
        <source>such as karras</source>
        <translation>예: karras</translation>
    </message>
    <message>
        <source>layers of the text encoder to leave out</source>
        <translation>텍스트 인코더에서 뺄 층 수</translation>
    </message>
    <message>
        <source>another decoder</source>
        <translation>다른 디코더</translation>
    </message>
    <message>
        <source>a LoRA; may be repeated</source>
        <translation>LoRA. 여러 번 쓸 수 있음</translation>
    </message>
    <message>
        <source>picture to begin with</source>
        <translation>바탕이 되는 그림</translation>
    </message>
    <message>
        <source>what is white is painted anew</source>
        <translation>흰 부분을 다시 칠함</translation>
    </message>
    <message>
        <source>0 to 1, how much of it is painted over</source>
        <translation>0에서 1, 덧칠하는 정도</translation>
    </message>
    <message>
        <source>as_file, f32, f16, q8_0, q4_0</source>
        <translation>as_file, f32, f16, q8_0, q4_0</translation>
    </message>
    <message>
        <source>begin with the recipe in a picture or JSON file</source>
        <translation>그림이나 JSON 파일의 레시피로 시작</translation>
    </message>
    <message>
        <source>Enlarge a picture.</source>
        <translation>그림을 키워요.</translation>
    </message>
    <message>
        <source>upscaler; the one that comes along by default</source>
        <translation>업스케일러. 기본값은 함께 온 것</translation>
    </message>
    <message>
        <source>2 to 8; the upscaler&apos;s own by default</source>
        <translation>2에서 8. 기본값은 업스케일러의 배율</translation>
    </message>
    <message>
        <source>How a picture was made, by what is written in it.</source>
        <translation>그림에 적힌 대로, 어떻게 만들었는지 보여 줘요.</translation>
    </message>
    <message>
        <source>Draw a picture&apos;s recipe again and compare: bit-equal, or how far off.</source>
        <translation>그림의 레시피로 다시 그려 비교해요: 비트까지 같은지, 얼마나 다른지.</translation>
    </message>
    <message>
        <source>The licence of %1 (%2) forbids commercial use of pictures drawn with it.</source>
        <translation>%1의 라이선스(%2)는 그것으로 그린 그림의 상업적 이용을 금지해요.</translation>
    </message>
    <message>
        <source>Mint it all the same, for no commercial use? [y/N] </source>
        <translation>상업적으로 쓰지 않기로 하고 그래도 발행할까요? [y/N] </translation>
    </message>
    <message>
        <source>I know that the licence of the model forbids commercial use; asked for when it does, and --yes does not answer it. Nothing of it goes on chain</source>
        <translation>모델의 라이선스가 상업적 이용을 금지한다는 것을 알고 있음. 그런 모델일 때 필요하고 --yes로는 대신할 수 없어요. 체인에는 아무것도 남지 않아요</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>Sampler</source>
        <translation>샘플러</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>스케줄러</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>가이던스</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>세기</translation>
    </message>
    <message>
        <source>CLIP skip</source>
        <translation>CLIP 건너뛰기</translation>
    </message>
    <message>
        <source>LoRA weight</source>
        <translation>LoRA 가중치</translation>
    </message>
    <message>
        <source>Start image</source>
        <translation>시작 그림</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Put pictures on one, with the settings they differ in along its edges: those of a group (see jobs list), such as a grid, or those you name.</source>
        <translation>그림들을 한 장에 모으고 서로 다른 설정을 가장자리에 적어요. 그리드 같은 한 묶음(jobs list 참고)이나 지정한 그림들을 모아요.</translation>
    </message>
    <message>
        <source>what was drawn by one generate, or one click</source>
        <translation>generate 한 번이나 클릭 한 번으로 그린 것</translation>
    </message>
    <message>
        <source>PNG file to write</source>
        <translation>쓸 PNG 파일</translation>
    </message>
    <message>
        <source>replace a file that exists</source>
        <translation>이미 있는 파일을 바꿈</translation>
    </message>
    <message>
        <source>Take pictures out of the gallery; can be undone for 30 days.</source>
        <translation>그림을 갤러리에서 빼요. 30일 동안 되돌릴 수 있어요.</translation>
    </message>
    <message>
        <source>what changes from column to column, such as steps=10,20: seed, steps, guidance, strength, clip_skip, sampler, scheduler, lora_weight, or prompt_text, whose first value stands in the prompt and is replaced by each</source>
        <translation>열마다 바뀌는 것, 예: steps=10,20. seed, steps, guidance, strength, clip_skip, sampler, scheduler, lora_weight 또는 prompt_text(첫 값은 프롬프트에 있는 말이고 각 값으로 바뀜)</translation>
    </message>
    <message>
        <source>likewise from row to row; gallery sheet puts all on one</source>
        <translation>행마다 바뀌는 것. gallery sheet가 모두를 한 장에 모음</translation>
    </message>
    <message>
        <source>name, id, path or hash; the built-in one by default, or the only one</source>
        <translation>이름, id, 경로 또는 해시. 기본값은 기본 모델, 없으면 하나뿐인 모델</translation>
    </message>
    <message>
        <source>what may stand for {NAME} in the prompt, such as animal=cat:4,dog,fox: exactly four cats, equal shares of the rest, no picture twice; may be repeated</source>
        <translation>프롬프트의 {NAME} 자리에 올 값. 예: animal=cat:4,dog,fox는 고양이 정확히 네 장, 나머지는 고르게, 같은 조합 없이. 여러 번 쓸 수 있음</translation>
    </message>
    <message>
        <source>pixels; what the model is made for by default</source>
        <translation>픽셀. 기본값은 모델에 맞는 크기</translation>
    </message>
    <message>
        <source>what the model is made for by default</source>
        <translation>기본값은 모델에 맞는 값</translation>
    </message>
    <message>
        <source>how closely the words are followed; what the model is made for by default</source>
        <translation>글을 얼마나 따를지. 기본값은 모델에 맞는 값</translation>
    </message>
    <message>
        <source>text encoder of a model in several files; found by itself; may be repeated</source>
        <translation>파일 여러 개로 된 모델의 텍스트 인코더. 저절로 찾으며, 여러 번 쓸 수 있음</translation>
    </message>
    <message>
        <source>Whether this computer may work for others now, and every reason against.</source>
        <translation>지금 이 컴퓨터가 다른 사람의 작업을 해도 되는지, 안 되는 까닭 모두.</translation>
    </message>
    <message>
        <source>Share the GPU while nobody needs it; a program that runs obeys at once.</source>
        <translation>아무도 쓰지 않을 때 GPU를 나눔. 실행 중인 프로그램에 바로 적용됨.</translation>
    </message>
    <message>
        <source>Share nothing any more; what runs for others stops now.</source>
        <translation>더는 나누지 않음. 다른 사람의 작업은 바로 멈춤.</translation>
    </message>
    <message>
        <source>Share nothing for a while.</source>
        <translation>잠시 나누지 않음.</translation>
    </message>
    <message>
        <source>for so long; 15 by default</source>
        <translation>이 시간(분) 동안. 기본 15</translation>
    </message>
    <message>
        <source>until share on</source>
        <translation>share on을 할 때까지</translation>
    </message>
    <message>
        <source>Stop now and give the GPU&apos;s memory back; stays so until share on.</source>
        <translation>바로 멈추고 GPU 메모리를 돌려줌. share on을 할 때까지 그대로.</translation>
    </message>
    <message>
        <source>Serving at %1. Ctrl+C ends it.</source>
        <translation>%1에서 받고 있어요. Ctrl+C를 누르면 끝나요.</translation>
    </message>
    <message>
        <source>port on this computer; the one chosen last, 8200 at first</source>
        <translation>이 컴퓨터의 포트. 지난번에 고른 것, 처음에는 8200</translation>
    </message>
    <message>
        <source>Let the window open the developers&apos; door: an images endpoint for programs on this computer.</source>
        <translation>창이 개발자 문을 열게 해요. 이 컴퓨터의 프로그램들이 그림을 청하는 곳이에요.</translation>
    </message>
    <message>
        <source>The window no longer opens the developers&apos; door.</source>
        <translation>창이 개발자 문을 더는 열지 않아요.</translation>
    </message>
    <message>
        <source>Whether the developers&apos; door is on, and who serves there.</source>
        <translation>개발자 문이 켜져 있는지, 누가 맡고 있는지 알려 줘요.</translation>
    </message>
    <message>
        <source>Serve images at the developers&apos; door until Ctrl+C; prints its address first.</source>
        <translation>Ctrl+C를 누를 때까지 개발자 문에서 그림을 그려 줘요. 먼저 주소를 알려 줘요.</translation>
    </message>
    <message>
        <source>A new key for a program. It is shown once and kept nowhere.</source>
        <translation>프로그램에 줄 새 키를 만들어요. 한 번만 보여 주고 어디에도 남기지 않아요.</translation>
    </message>
    <message>
        <source>pictures a day (500)</source>
        <translation>하루에 그릴 수 있는 그림 수 (500)</translation>
    </message>
    <message>
        <source>requests at once (2)</source>
        <translation>한꺼번에 받을 요청 수 (2)</translation>
    </message>
    <message>
        <source>All keys, and what they have used today.</source>
        <translation>모든 키와 오늘 쓴 만큼을 보여 줘요.</translation>
    </message>
    <message>
        <source>Take a key&apos;s rights, by its id or name; at once, also while it is served.</source>
        <translation>id나 이름으로 키를 못 쓰게 해요. 문이 열려 있는 동안에도 바로 적용돼요.</translation>
    </message>
    <message>
        <source>The model has no words for: %1</source>
        <translation>모델이 모르는 말: %1</translation>
    </message>
    <message>
        <source>The whole way once: vault, wallet, AIN, collection, picture, token, kill -9, restore.</source>
        <translation>처음부터 끝까지 한 번: 금고, 지갑, AIN, 컬렉션, 그림, 토큰, kill -9, 복원.</translation>
    </message>
    <message>
        <source>what the picture is to show</source>
        <translation>그림에 담을 내용</translation>
    </message>
    <message>
        <source>Drawing for others at %1. Ctrl+C ends it.</source>
        <translation>%1에서 다른 사람의 그림을 그리고 있어요. Ctrl+C로 끝내요.</translation>
    </message>
    <message>
        <source>Draw for others on the market until Ctrl+C, while nobody needs this computer; prints its address first.</source>
        <translation>아무도 이 컴퓨터를 쓰지 않는 동안, Ctrl+C까지 시장에서 다른 사람의 그림을 그려요. 먼저 주소를 알려 줘요.</translation>
    </message>
    <message>
        <source>port on this computer; any free one by default</source>
        <translation>이 컴퓨터의 포트. 기본은 비어 있는 아무 포트</translation>
    </message>
    <message>
        <source>where others reach you</source>
        <translation>다른 사람이 접속할 주소</translation>
    </message>
    <message>
        <source>lowest, for a megapixel-step; 0.001 by default</source>
        <translation>메가픽셀·스텝당 최저 가격. 기본 0.001</translation>
    </message>
    <message>
        <source>most that one requester may owe; 1 by default</source>
        <translation>요청자 한 명이 빚질 수 있는 최대 금액. 기본 1</translation>
    </message>
    <message>
        <source>whether or not somebody is at this computer: for one without a desk</source>
        <translation>누가 이 컴퓨터를 쓰고 있든 상관없이: 책상 없는 컴퓨터용</translation>
    </message>
    <message>
        <source>Have pictures drawn by providers you opened a session with; pays for what was delivered.</source>
        <translation>세션을 연 제공자에게 그림을 맡겨요. 받은 것만 지불해요.</translation>
    </message>
    <message>
        <source>most for a megapixel-step; what was agreed on by default</source>
        <translation>메가픽셀·스텝당 최고 가격. 기본은 합의한 가격</translation>
    </message>
    <message>
        <source>give up after so many seconds; 600 by default</source>
        <translation>몇 초 뒤에 그만둘지. 기본 600</translation>
    </message>
    <message>
        <source>Pictures that others draw or drew for you, newest first.</source>
        <translation>다른 사람이 나를 위해 그리거나 그린 그림, 새것부터.</translation>
    </message>
    <message>
        <source>Take a job back that was not delivered yet.</source>
        <translation>아직 받지 못한 작업을 거둬들여요.</translation>
    </message>
    <message>
        <source>Whether the sharing app is on this network, with the rules it must have.</source>
        <translation>이 네트워크에 나누기 앱이 올바른 규칙으로 있는지 봐요.</translation>
    </message>
    <message>
        <source>Put the sharing app on this network, with rules nobody can change.</source>
        <translation>아무도 바꿀 수 없는 규칙으로 이 네트워크에 나누기 앱을 설치해요.</translation>
    </message>
    <message>
        <source>Lock AIN in the sharing app, which providers must; the least by default.</source>
        <translation>나누기 앱에 AIN을 스테이킹해요. 제공자는 꼭 해야 해요. 기본은 최소 금액.</translation>
    </message>
    <message>
        <source>Offer this account&apos;s work to everybody, on chain.</source>
        <translation>이 계정의 작업을 체인에서 모두에게 제공해요.</translation>
    </message>
    <message>
        <source>Take the offer back; the stake stays until unstake.</source>
        <translation>제공을 거둬들여요. 스테이킹은 unstake할 때까지 남아요.</translation>
    </message>
    <message>
        <source>Who offers work on this network, cheapest first.</source>
        <translation>이 네트워크에서 작업을 제공하는 사람, 싼 순서.</translation>
    </message>
    <message>
        <source>Agree on a price with a provider. Nothing is paid now: you sign for what was delivered.</source>
        <translation>제공자와 가격을 합의해요. 지금은 아무것도 지불하지 않고, 받은 것에만 서명해요.</translation>
    </message>
    <message>
        <source>for a megapixel-step; what the provider asks by default</source>
        <translation>메가픽셀·스텝당. 기본은 제공자가 부른 가격</translation>
    </message>
    <message>
        <source>most that can be owed at a time; 1 by default</source>
        <translation>한 번에 빚질 수 있는 최대 금액. 기본 1</translation>
    </message>
    <message>
        <source>how long it holds; 24 by default</source>
        <translation>몇 시간 동안 유효한지. 기본 24</translation>
    </message>
    <message>
        <source>What you agreed on with providers.</source>
        <translation>제공자들과 합의한 내용.</translation>
    </message>
    <message>
        <source>What shared work earned on this network: owed, signed, settled and proven, tab by tab.</source>
        <translation>이 네트워크에서 나눈 작업으로 번 것을 보여 줘요. 받을 것, 서명된 것, 정산된 것, 증명된 것을 외상마다 알려 줘요.</translation>
    </message>
    <message>
        <source>write every tab as a table</source>
        <translation>모든 외상을 표로 저장</translation>
    </message>
    <message>
        <source>Ask for the payment of a signed tab, or of all of them.</source>
        <translation>서명된 외상 하나 또는 전부의 지급을 청해요.</translation>
    </message>
    <message>
        <source>What the electricity of shared work cost, and what it is reckoned with.</source>
        <translation>나눈 작업에 든 전기 요금과 그 계산 기준을 보여 줘요.</translation>
    </message>
    <message>
        <source>price of electricity in ₩ per kWh; kept</source>
        <translation>전기 요금(원/kWh). 저장돼요</translation>
    </message>
    <message>
        <source>drawn where nothing is measured; kept</source>
        <translation>측정하지 못할 때의 소비 전력(W). 저장돼요</translation>
    </message>
    <message>
        <source>what an AIN is worth to you, in ₩; 0: not given; kept</source>
        <translation>1 AIN의 값으로 칠 원화 금액. 0이면 정하지 않음. 저장돼요</translation>
    </message>
    <message>
        <source>The pool is served at %1. Ctrl+C ends it.</source>
        <translation>%1에서 풀을 열었어요. Ctrl+C로 끝내요.</translation>
    </message>
    <message>
        <source>nats-server ended; it is started again.</source>
        <translation>nats-server가 꺼졌어요. 다시 시작해요.</translation>
    </message>
    <message>
        <source>Serve a pool of your own computers until Ctrl+C; starts nats-server and looks after it.</source>
        <translation>Ctrl+C를 누를 때까지 내 컴퓨터들의 풀을 열어요. nats-server를 시작하고 돌봐요.</translation>
    </message>
    <message>
        <source>address of this computer to listen at; the one chosen last, at first 127.0.0.1, which nobody else reaches</source>
        <translation>들을 이 컴퓨터의 주소. 없으면 마지막에 고른 것, 처음에는 다른 컴퓨터가 닿지 못하는 127.0.0.1</translation>
    </message>
    <message>
        <source>port; the one chosen last, 4222 at first</source>
        <translation>포트. 없으면 마지막에 고른 것, 처음에는 4222</translation>
    </message>
    <message>
        <source>Let a computer into the pool: an invitation for its pool join, a secret shown once.</source>
        <translation>컴퓨터 한 대를 풀에 들여요. 그 컴퓨터의 pool join에 쓸 초대장을 한 번만 보여 주니 비밀로 다루세요.</translation>
    </message>
    <message>
        <source>where it reaches this computer; where the pool listens</source>
        <translation>그 컴퓨터가 이 컴퓨터에 닿는 주소. 없으면 풀이 듣는 주소</translation>
    </message>
    <message>
        <source>it may ask for pictures, too</source>
        <translation>그림을 부탁할 수도 있게 해요</translation>
    </message>
    <message>
        <source>Join a pool with an invitation in a file or on standard input.</source>
        <translation>파일이나 표준 입력의 초대장으로 풀에 들어가요.</translation>
    </message>
    <message>
        <source>Leave the pool; where it is served: let the computer NAME in no more.</source>
        <translation>풀에서 나와요. 풀을 여는 컴퓨터에서는 NAME 컴퓨터를 더는 들이지 않아요.</translation>
    </message>
    <message>
        <source>Whether this computer is in a pool, and what its boxes do.</source>
        <translation>이 컴퓨터가 풀에 들어 있는지, 풀의 컴퓨터들이 무엇을 하는지 보여 줘요.</translation>
    </message>
    <message>
        <source>The boxes that work now: what each does, pictures in the last hour, the queue.</source>
        <translation>지금 일하는 컴퓨터마다 하는 일, 지난 한 시간의 그림 수, 대기열을 보여 줘요.</translation>
    </message>
    <message>
        <source>%1 is drawn.</source>
        <translation>%1을(를) 그렸어요.</translation>
    </message>
    <message>
        <source>%1 was handed back.</source>
        <translation>%1을(를) 돌려줬어요.</translation>
    </message>
    <message>
        <source>%1 works for the pool at %2. Ctrl+C ends it.</source>
        <translation>%1이(가) %2의 풀에서 일해요. Ctrl+C로 끝내요.</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <translation>%2에서 온 %1</translation>
    </message>
    <message>
        <source>Draw for the pool until Ctrl+C, whenever the rules of sharing allow it (see share).</source>
        <translation>Ctrl+C를 누를 때까지, 나누기 규칙이 허락할 때마다 풀을 위해 그려요(share를 보세요).</translation>
    </message>
    <message>
        <source>without asking these rules: for a computer that nobody sits at</source>
        <translation>이 규칙을 묻지 않아요. 아무도 쓰지 않는 컴퓨터에 알맞아요</translation>
    </message>
    <message>
        <source>Let the pool draw and fetch the pictures; without --prompt, fetch those of earlier commands.</source>
        <translation>풀에 그림을 맡기고 받아 와요. --prompt가 없으면 앞선 명령의 그림을 받아 와요.</translation>
    </message>
    <message>
        <source>one that a box offers (pool fleet), by name or SHA-256; the first</source>
        <translation>풀의 컴퓨터가 내놓은 모델(pool fleet)의 이름이나 SHA-256. 없으면 첫 번째</translation>
    </message>
    <message>
        <source>pixels; what the model draws well</source>
        <translation>픽셀. 없으면 모델에 알맞은 크기</translation>
    </message>
    <message>
        <source>steps; what the model draws well with</source>
        <translation>스텝 수. 없으면 모델에 알맞은 수</translation>
    </message>
    <message>
        <source>how closely the words are followed; what suits the model</source>
        <translation>글을 얼마나 가깝게 따를지. 없으면 모델에 알맞은 값</translation>
    </message>
    <message>
        <source>of the first picture; by chance</source>
        <translation>첫 그림의 시드. 없으면 무작위</translation>
    </message>
    <message>
        <source>pictures, at most 1000 (1)</source>
        <translation>그림 수, 최대 1000 (1)</translation>
    </message>
    <message>
        <source>where the pictures go; here</source>
        <translation>그림을 둘 폴더. 없으면 여기</translation>
    </message>
    <message>
        <source>before everything that is not urgent</source>
        <translation>급하지 않은 모든 것보다 먼저</translation>
    </message>
    <message>
        <source>A picture for %1.</source>
        <translation>%1에게 그림을 그려 줬어요.</translation>
    </message>
    <message>
        <source>No picture for %1 (%2).</source>
        <translation>%1에게 그림을 그려 주지 못했어요(%2).</translation>
    </message>
    <message>
        <source>A node of AI Network at %1. Ctrl+C ends it.</source>
        <translation>AI Network 노드가 %1에 열려 있어요. Ctrl+C로 끝내요.</translation>
    </message>
    <message>
        <source>Be a node of AI Network until Ctrl+C: draw for other nodes while nobody needs this computer; prints its address first.</source>
        <translation>Ctrl+C를 누를 때까지 AI Network 노드가 돼요. 아무도 이 컴퓨터를 쓰지 않는 동안 다른 노드의 그림을 그려요. 먼저 주소를 출력해요.</translation>
    </message>
    <message>
        <source>address to listen at; this computer alone by default</source>
        <translation>들을 주소예요. 기본은 이 컴퓨터뿐이에요</translation>
    </message>
    <message>
        <source>as others see this node</source>
        <translation>다른 노드에 보이는 이름</translation>
    </message>
    <message>
        <source>a node to greet; may be repeated</source>
        <translation>인사할 노드예요. 여러 번 줄 수 있어요</translation>
    </message>
    <message>
        <source>most pictures a day for one node (200)</source>
        <translation>노드 하나에 하루 최대 그림 수(200)</translation>
    </message>
    <message>
        <source>believe nodes of this computer too: to try several on one</source>
        <translation>이 컴퓨터의 노드도 믿어요. 한 컴퓨터에서 여러 개를 시험할 때 써요</translation>
    </message>
    <message>
        <source>Greet a node of AI Network and remember it.</source>
        <translation>AI Network 노드에 인사하고 기억해요.</translation>
    </message>
    <message>
        <source>Nodes that are known, and when they were heard of last.</source>
        <translation>아는 노드와 마지막으로 소식을 들은 때예요.</translation>
    </message>
    <message>
        <source>What known nodes draw with; or one node and those that it knows.</source>
        <translation>아는 노드들이 그림을 그리는 모델이에요. 노드를 하나 주면 그 노드와 그 노드가 아는 노드들의 모델이에요.</translation>
    </message>
    <message>
        <source>Have another node draw a picture. It sees your words, and nobody vouches for what it draws.</source>
        <translation>다른 노드에 그림을 맡겨요. 그 노드는 내가 쓴 말을 보게 되고, 그림은 아무도 보증하지 않아요.</translation>
    </message>
    <message>
        <source>as the node names it; its first by default</source>
        <translation>그 노드가 부르는 이름이에요. 기본은 첫 번째 모델이에요</translation>
    </message>
    <message>
        <source>AIN Studio draws with it; nodes of other makers pass it over</source>
        <translation>AIN Studio는 이 시드로 그려요. 다른 프로그램의 노드는 무시해요</translation>
    </message>
    <message>
        <source>copy of the picture</source>
        <translation>그림의 사본</translation>
    </message>
    <message>
        <source>Forget a node, also while this computer serves. Others may name it again.</source>
        <translation>노드를 잊어요. 이 컴퓨터가 노드로 열려 있는 동안에도 돼요. 다른 노드가 다시 알려 줄 수 있어요.</translation>
    </message>
    <message>
        <source>all of them</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>OPTIONS</source>
        <translation>옵션</translation>
    </message>
    <message>
        <source>COMMANDS</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>--from: an account without a key here</source>
        <translation>--from: 여기에 키가 없는 계정</translation>
    </message>
    <message>
        <source>Sign? [y/N] </source>
        <translation>서명할까요? [y/N] </translation>
    </message>
    <message>
        <source>Ask another device to sign a transfer from an account that is only watched.</source>
        <translation>지켜보기만 하는 계정의 송금을 다른 기기에서 서명하도록 요청해요.</translation>
    </message>
    <message>
        <source>the watched account: id, address or name</source>
        <translation>지켜보는 계정: id, 주소 또는 이름</translation>
    </message>
    <message>
        <source>the new file, such as pay.ainreq</source>
        <translation>새 파일, 예: pay.ainreq</translation>
    </message>
    <message>
        <source>Tell what a request would do; needs neither vault nor network.</source>
        <translation>요청이 무엇을 하는지 말해요. 금고도 네트워크도 필요 없어요.</translation>
    </message>
    <message>
        <source>Sign a request with a key of this vault; needs no network.</source>
        <translation>이 금고의 키로 요청에 서명해요. 네트워크가 필요 없어요.</translation>
    </message>
    <message>
        <source>the new file, such as pay.ainsig</source>
        <translation>새 파일, 예: pay.ainsig</translation>
    </message>
    <message>
        <source>Check what another device signed and send it; ends when it is final.</source>
        <translation>다른 기기가 서명한 것을 확인하고 보내요. 확정되면 끝나요.</translation>
    </message>
    <message>
        <source>Requests that wait for their signature.</source>
        <translation>서명을 기다리는 요청들이에요.</translation>
    </message>
    <message>
        <source>forget this one first</source>
        <translation>먼저 이 요청을 지워요</translation>
    </message>
    <message>
        <source>A request or a signature as the texts of several QR codes.</source>
        <translation>요청이나 서명을 여러 QR 코드의 글로 나눠요.</translation>
    </message>
    <message>
        <source>Write a request or a signature from pictures of its QR codes.</source>
        <translation>QR 코드 사진들에서 요청이나 서명 파일을 만들어요.</translation>
    </message>
    <message>
        <source>The texts of the QR codes in a picture (PNG, JPEG, WebP, BMP).</source>
        <translation>사진(PNG, JPEG, WebP, BMP)에 든 QR 코드의 글을 읽어요.</translation>
    </message>
    <message>
        <source>Try whether a backup file, or words, would bring back the accounts; exit code 1 if not all.</source>
        <translation>백업 파일이나 복구 단어가 계정을 되살릴 수 있는지 확인해요. 전부가 아니면 종료 코드가 1이에요.</translation>
    </message>
    <message>
        <source>the words&apos; passphrase, if there is one</source>
        <translation>복구 단어의 추가 암호(있다면)</translation>
    </message>
    <message>
        <source>the password of the time of the backup, if it was another one</source>
        <translation>백업할 때의 비밀번호(지금과 다르다면)</translation>
    </message>
    <message>
        <source>Your contacts, by name.</source>
        <translation>연락처를 이름순으로 보여 줘요.</translation>
    </message>
    <message>
        <source>only those with this in name, address or note</source>
        <translation>이름, 주소, 메모에 이 글이 있는 것만</translation>
    </message>
    <message>
        <source>Keep an address under a name, sealed in the vault.</source>
        <translation>주소에 이름을 붙여 금고에 봉인해 둬요.</translation>
    </message>
    <message>
        <source>a note for yourself</source>
        <translation>나만 보는 메모</translation>
    </message>
    <message>
        <source>Change name, note or address of a contact.</source>
        <translation>연락처의 이름, 메모, 주소를 바꿔요.</translation>
    </message>
    <message>
        <source>the new name</source>
        <translation>새 이름</translation>
    </message>
    <message>
        <source>the new address</source>
        <translation>새 주소</translation>
    </message>
    <message>
        <source>Forget a contact; the history stays.</source>
        <translation>연락처를 지워요. 내역은 그대로 남아요.</translation>
    </message>
    <message>
        <source>Write contacts and labels as JSON lines. The file is not sealed.</source>
        <translation>연락처와 라벨을 JSON 줄로 써요. 이 파일은 봉인되지 않아요.</translation>
    </message>
    <message>
        <source>Read such a file. What is here is kept; every line that is not taken is told.</source>
        <translation>그런 파일을 읽어요. 이미 있는 것은 지키고, 받아들이지 않은 줄은 모두 알려 줘요.</translation>
    </message>
    <message>
        <source>take the file&apos;s names and labels where they differ; a name never moves to another address</source>
        <translation>다르면 파일의 이름과 라벨을 써요. 이름이 다른 주소로 옮겨 가는 일은 없어요</translation>
    </message>
    <message>
        <source>Label a transaction, or name an account; an empty text removes a label.</source>
        <translation>거래에 라벨을, 계정에 이름을 붙여요. 빈 글이면 라벨을 지워요.</translation>
    </message>
    <message>
        <source>only those with this in name, address, hash, amount or label</source>
        <translation>이름, 주소, 해시, 금액, 라벨에 이 글이 있는 것만</translation>
    </message>
    <message>
        <source>look through new blocks first; balances after each entry need that</source>
        <translation>새 블록부터 살펴봐요. 거래 뒤 잔액을 알려면 필요해요</translation>
    </message>
    <message>
        <source>write them as a table</source>
        <translation>표로 써요</translation>
    </message>
    <message>
        <source>A signature can bind you: whoever has it can show that this account said exactly this.</source>
        <translation>서명에는 책임이 따를 수 있어요. 서명을 가진 사람은 이 계정이 정확히 이 말을 했다는 것을 보일 수 있어요.</translation>
    </message>
    <message>
        <source>Sign this message? [y/N] </source>
        <translation>이 메시지에 서명할까요? [y/N] </translation>
    </message>
    <message>
        <source>the message</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>the message, every byte of the file</source>
        <translation>메시지, 파일의 모든 바이트</translation>
    </message>
    <message>
        <source>Sign a text of at most 64 KiB; never one that reads as a transaction.</source>
        <translation>64 KiB까지의 글에 서명해요. 거래로 읽히는 글에는 절대 서명하지 않아요.</translation>
    </message>
    <message>
        <source>Whether this address signed exactly this text; exit code 1 if not.</source>
        <translation>이 주소가 정확히 이 글에 서명했는지 확인해요. 아니면 종료 코드 1이에요.</translation>
    </message>
    <message>
        <source>Did you compare all 40 digits of %1, and do you mean it? [y/N] </source>
        <translation>%1의 40자리를 모두 맞춰 봤고 정말 보낼까요? [y/N] </translation>
    </message>
    <message>
        <source>send even to an address that nobody owns or that looks like a known one; --yes does not answer that</source>
        <translation>주인이 없거나 아는 주소와 비슷해 보이는 주소라도 보내요. --yes로는 답이 되지 않아요</translation>
    </message>
    <message>
        <source>a contact, an account or an address, instead of TO</source>
        <translation>TO 대신 쓰는 연락처, 계정 또는 주소</translation>
    </message>
    <message>
        <source>Which node of testnet or mainnet is asked; with a URL, ask that one from now on. What it says is checked as before.</source>
        <translation>테스트넷이나 메인넷에서 어느 노드에 묻는지 보여 줘요. URL을 주면 이제부터 그 노드에 물어요. 그 말도 전처럼 확인해요.</translation>
    </message>
    <message>
        <source>ask the network&apos;s usual ones again</source>
        <translation>다시 네트워크의 원래 노드에 물어요</translation>
    </message>
    <message>
        <source>Write the words of this account down on paper: &quot;account export %1 --mnemonic&quot; shows them. Without them or a backup it is lost with this computer.</source>
        <translation>이 계정의 복구 단어를 종이에 적어 두세요. &quot;account export %1 --mnemonic&quot;으로 볼 수 있어요. 단어도 백업도 없으면 이 컴퓨터와 함께 계정을 잃어요.</translation>
    </message>
    <message numerus="yes">
        <source>a new password has at least %n character(s)</source>
        <translation>
            <numerusform>새 비밀번호는 %n자 이상이어야 해요</numerusform>
        </translation>
    </message>
    <message>
        <source>without Content Credentials, byte for byte as drawn</source>
        <translation>콘텐츠 자격 증명 없이, 그린 그대로의 바이트로</translation>
    </message>
    <message>
        <source>What the Content Credentials (C2PA) of a PNG say, and whether the file is still what was signed; exit code 1 if not, or if it has none.</source>
        <translation>PNG 파일의 콘텐츠 자격 증명(C2PA)이 무엇을 말하는지, 파일이 서명된 그대로인지 봐요. 아니거나 없으면 종료 코드가 1이에요.</translation>
    </message>
    <message>
        <source>Whether pictures carry Content Credentials when they are saved.</source>
        <translation>저장하는 그림에 콘텐츠 자격 증명을 넣을지 정해요.</translation>
    </message>
</context>
<context>
    <name>ErrorReasons</name>
    <message>
        <source>description</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>the top level</source>
        <translation>최상위</translation>
    </message>
    <message>
        <source>the chain knows no lists</source>
        <translation>체인은 목록을 저장하지 못해요</translation>
    </message>
    <message>
        <source>it is an empty object</source>
        <translation>빈 개체예요</translation>
    </message>
    <message>
        <source>it has no value</source>
        <translation>값이 없어요</translation>
    </message>
    <message>
        <source>this name has characters that the chain refuses, or is too long</source>
        <translation>이 이름에 체인이 받지 않는 글자가 있거나 너무 길어요</translation>
    </message>
    <message>
        <source>it is not a finite number</source>
        <translation>유한한 수가 아니에요</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>너무 깊이 중첩돼 있어요</translation>
    </message>
    <message>
        <source>the text has a damaged character</source>
        <translation>글에 깨진 글자가 있어요</translation>
    </message>
    <message>
        <source>name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>symbol</source>
        <translation>기호</translation>
    </message>
    <message>
        <source>token number</source>
        <translation>토큰 번호</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>비어 있어요</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>너무 길어요</translation>
    </message>
    <message>
        <source>it has a character that the chain refuses</source>
        <translation>체인이 받지 않는 글자가 있어요</translation>
    </message>
    <message>
        <source>a name in it has characters that the chain refuses</source>
        <translation>그 안의 이름에 체인이 받지 않는 글자가 있어요</translation>
    </message>
    <message>
        <source>the number of the next transaction</source>
        <translation>다음 거래의 번호</translation>
    </message>
    <message>
        <source>the fee</source>
        <translation>수수료</translation>
    </message>
    <message>
        <source>two different final blocks</source>
        <translation>서로 다른 두 확정 블록</translation>
    </message>
    <message>
        <source>a validator voted twice</source>
        <translation>검증인이 두 번 투표함</translation>
    </message>
    <message>
        <source>two different sets of validators</source>
        <translation>서로 다른 두 검증인 목록</translation>
    </message>
    <message>
        <source>the transaction is not in it</source>
        <translation>그 거래가 들어 있지 않음</translation>
    </message>
    <message>
        <source>it has too many parts</source>
        <translation>부분이 너무 많음</translation>
    </message>
    <message>
        <source>it has an unusual shape</source>
        <translation>모양이 보통과 다름</translation>
    </message>
    <message>
        <source>one name is the beginning of another</source>
        <translation>한 이름이 다른 이름의 앞부분임</translation>
    </message>
    <message>
        <source>it can be read in two ways</source>
        <translation>두 가지로 읽힐 수 있음</translation>
    </message>
    <message>
        <source>parts are missing</source>
        <translation>빠진 부분이 있음</translation>
    </message>
    <message>
        <source>a value stands where a folder should</source>
        <translation>폴더 자리에 값이 있음</translation>
    </message>
    <message>
        <source>blocks are missing</source>
        <translation>빠진 블록이 있음</translation>
    </message>
    <message>
        <source>headers are missing</source>
        <translation>빠진 헤더가 있음</translation>
    </message>
    <message>
        <source>too much stake changed at once</source>
        <translation>한 번에 너무 많은 지분이 바뀜</translation>
    </message>
    <message>
        <source>the balance</source>
        <translation>잔액</translation>
    </message>
    <message>
        <source>two different blocks of one turn</source>
        <translation>한 차례에 서로 다른 두 블록</translation>
    </message>
    <message>
        <source>it took too long</source>
        <translation>너무 오래 걸림</translation>
    </message>
    <message>
        <source>too much data</source>
        <translation>자료가 너무 많음</translation>
    </message>
    <message>
        <source>too many questions</source>
        <translation>질문이 너무 많음</translation>
    </message>
    <message>
        <source>the sides must be 64 to 4096 pixels and multiples of 64</source>
        <translation>가로와 세로는 64에서 4096픽셀 사이의 64의 배수여야 해요</translation>
    </message>
    <message>
        <source>the number of steps must be 1 to 150</source>
        <translation>스텝 수는 1에서 150 사이여야 해요</translation>
    </message>
    <message>
        <source>the engine does not know this sampler</source>
        <translation>엔진이 모르는 샘플러예요</translation>
    </message>
    <message>
        <source>the engine does not know this scheduler</source>
        <translation>엔진이 모르는 스케줄러예요</translation>
    </message>
    <message>
        <source>the guidance must be 0 to 100</source>
        <translation>가이던스는 0에서 100 사이여야 해요</translation>
    </message>
    <message>
        <source>clip skip must be at most 12</source>
        <translation>CLIP 건너뛰기는 12 이하여야 해요</translation>
    </message>
    <message>
        <source>the engine does not know this precision</source>
        <translation>엔진이 모르는 정밀도예요</translation>
    </message>
    <message>
        <source>a LoRA&apos;s weight must be within ±10</source>
        <translation>LoRA 가중치는 ±10 이내여야 해요</translation>
    </message>
    <message>
        <source>a LoRA can&apos;t be used with weights that are converted while loading; use the file&apos;s own precision</source>
        <translation>불러오면서 변환하는 가중치에는 LoRA를 쓸 수 없어요. 파일의 정밀도를 그대로 써 주세요</translation>
    </message>
    <message>
        <source>the start picture is missing or of another size</source>
        <translation>시작 그림이 없거나 크기가 달라요</translation>
    </message>
    <message>
        <source>the mask is missing or of another size</source>
        <translation>마스크가 없거나 크기가 달라요</translation>
    </message>
    <message>
        <source>the upscaler enlarges by another factor, or the result is too large</source>
        <translation>업스케일러의 배율이 다르거나 결과가 너무 커요</translation>
    </message>
    <message>
        <source>no model was chosen</source>
        <translation>모델을 고르지 않았어요</translation>
    </message>
    <message>
        <source>its file is not there or can&apos;t be read</source>
        <translation>파일이 없거나 읽을 수 없어요</translation>
    </message>
    <message>
        <source>it is damaged, or of a kind that the engine does not know</source>
        <translation>손상되었거나 엔진이 모르는 종류예요</translation>
    </message>
    <message>
        <source>it is not made for pictures</source>
        <translation>그림을 그리는 모델이 아니에요</translation>
    </message>
    <message>
        <source>a LoRA is damaged, or made for another kind of model</source>
        <translation>LoRA가 손상되었거나 다른 종류의 모델용이에요</translation>
    </message>
    <message>
        <source>while reading the model</source>
        <translation>모델을 읽는 중</translation>
    </message>
    <message>
        <source>while reading the prompt</source>
        <translation>프롬프트를 읽는 중</translation>
    </message>
    <message>
        <source>while drawing</source>
        <translation>그리는 중</translation>
    </message>
    <message>
        <source>while finishing the picture</source>
        <translation>그림을 마무리하는 중</translation>
    </message>
    <message>
        <source>while enlarging</source>
        <translation>확대하는 중</translation>
    </message>
    <message>
        <source>while handing over the picture</source>
        <translation>그림을 넘겨받는 중</translation>
    </message>
    <message>
        <source>it breaks off</source>
        <translation>중간에 끊겨 있음</translation>
    </message>
    <message>
        <source>its header is too large</source>
        <translation>헤더가 너무 큼</translation>
    </message>
    <message>
        <source>its header is not valid</source>
        <translation>헤더가 올바르지 않음</translation>
    </message>
    <message>
        <source>a name in it is empty or too long</source>
        <translation>이름이 비었거나 너무 김</translation>
    </message>
    <message>
        <source>it has weights of an unknown type</source>
        <translation>알 수 없는 형식의 가중치가 있음</translation>
    </message>
    <message>
        <source>sizes in it make no sense</source>
        <translation>크기가 맞지 않음</translation>
    </message>
    <message>
        <source>places in it make no sense</source>
        <translation>위치가 맞지 않음</translation>
    </message>
    <message>
        <source>its parts lie over one another</source>
        <translation>조각이 서로 겹침</translation>
    </message>
    <message>
        <source>there is something between its parts</source>
        <translation>조각 사이에 다른 것이 있음</translation>
    </message>
    <message>
        <source>it is of a version that is not read here</source>
        <translation>여기서 읽지 않는 버전</translation>
    </message>
    <message>
        <source>a text in it is too long</source>
        <translation>글이 너무 김</translation>
    </message>
    <message>
        <source>a name stands in it twice</source>
        <translation>같은 이름이 두 번 나옴</translation>
    </message>
    <message>
        <source>there is nothing in it</source>
        <translation>아무것도 들어 있지 않음</translation>
    </message>
    <message>
        <source>no driver is installed</source>
        <translation>드라이버가 설치되어 있지 않음</translation>
    </message>
    <message>
        <source>the driver is too old</source>
        <translation>드라이버가 너무 오래됨</translation>
    </message>
    <message>
        <source>the driver does not answer</source>
        <translation>드라이버가 응답하지 않음</translation>
    </message>
    <message>
        <source>nothing came any more</source>
        <translation>더 이상 오지 않음</translation>
    </message>
    <message>
        <source>it ended too early</source>
        <translation>너무 일찍 끝남</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>기다리는 중인</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>멈춰 둔</translation>
    </message>
    <message>
        <source>running</source>
        <translation>진행 중인</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>끝난</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패한</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>취소된</translation>
    </message>
    <message>
        <source>a model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>the VAE</source>
        <translation>VAE</translation>
    </message>
    <message>
        <source>a LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>the start picture</source>
        <translation>시작 그림</translation>
    </message>
    <message>
        <source>the mask</source>
        <translation>마스크</translation>
    </message>
    <message>
        <source>an upscaler</source>
        <translation>업스케일러</translation>
    </message>
    <message>
        <source>the number of steps</source>
        <translation>스텝 수</translation>
    </message>
    <message>
        <source>the guidance</source>
        <translation>가이던스</translation>
    </message>
    <message>
        <source>the seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>clip skip</source>
        <translation>클립 스킵</translation>
    </message>
    <message>
        <source>the strength</source>
        <translation>강도</translation>
    </message>
    <message>
        <source>the weight of a LoRA</source>
        <translation>LoRA 가중치</translation>
    </message>
    <message>
        <source>the factor of enlargement</source>
        <translation>확대 배율</translation>
    </message>
    <message>
        <source>the prompt is too long</source>
        <translation>프롬프트가 너무 길어요</translation>
    </message>
    <message>
        <source>too many LoRAs at once</source>
        <translation>LoRA를 한 번에 너무 많이 썼어요</translation>
    </message>
    <message>
        <source>this recipe was drawn on the processor, and the engine here can&apos;t draw on it</source>
        <translation>이 레시피는 CPU로 그렸는데, 여기 엔진은 CPU로 그릴 수 없어요</translation>
    </message>
    <message>
        <source>while starting</source>
        <translation>시작하는 중</translation>
    </message>
    <message>
        <source>while it had nothing to do</source>
        <translation>쉬는 중</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>guidance</source>
        <translation>가이던스</translation>
    </message>
    <message>
        <source>strength</source>
        <translation>강도</translation>
    </message>
    <message>
        <source>sampler</source>
        <translation>샘플러</translation>
    </message>
    <message>
        <source>scheduler</source>
        <translation>스케줄러</translation>
    </message>
    <message>
        <source>text of the prompt</source>
        <translation>프롬프트 문구</translation>
    </message>
    <message>
        <source>weight of the LoRA</source>
        <translation>LoRA 가중치</translation>
    </message>
    <message>
        <source>the built-in model draws squares whose sides are multiples of 32, up to 1024 pixels</source>
        <translation>기본 모델은 한 변이 32의 배수이고 1024픽셀 이하인 정사각형만 그려요</translation>
    </message>
    <message>
        <source>the built-in model takes 4 to 30 steps</source>
        <translation>기본 모델의 스텝 수는 4에서 30 사이여야 해요</translation>
    </message>
    <message>
        <source>the built-in model draws from words only, not from a start picture</source>
        <translation>기본 모델은 글로만 그리고, 시작 그림은 쓸 수 없어요</translation>
    </message>
    <message>
        <source>the built-in model takes no LoRA and no VAE</source>
        <translation>기본 모델에는 LoRA와 VAE를 쓸 수 없어요</translation>
    </message>
    <message>
        <source>a text encoder</source>
        <translation>텍스트 인코더</translation>
    </message>
    <message>
        <source>The number of pictures on a sheet</source>
        <translation>한 장에 모을 그림의 수</translation>
    </message>
    <message>
        <source>The number of pictures of a grid</source>
        <translation>그리드의 그림 수</translation>
    </message>
    <message>
        <source>The number of pictures</source>
        <translation>그림의 수</translation>
    </message>
    <message>
        <source>this model needs a text encoder from a file of its own</source>
        <translation>이 모델은 따로 된 텍스트 인코더 파일이 필요해요</translation>
    </message>
    <message>
        <source>this model can&apos;t show the steps on the way to its picture</source>
        <translation>이 모델은 그림이 되기까지의 스텝을 보여 줄 수 없어요</translation>
    </message>
    <message>
        <source>the picture has no such steps</source>
        <translation>그림에 그런 스텝이 없어요</translation>
    </message>
    <message>
        <source>the step to begin with is not one of this model</source>
        <translation>시작할 스텝이 이 모델의 것이 아니에요</translation>
    </message>
    <message>
        <source>it is not written as it must be</source>
        <translation>정해진 형식으로 쓰이지 않았어요</translation>
    </message>
    <message>
        <source>parts are missing or too many</source>
        <translation>빠졌거나 남는 부분이 있어요</translation>
    </message>
    <message>
        <source>it is of another session</source>
        <translation>다른 세션의 것이에요</translation>
    </message>
    <message>
        <source>it is of another tab than comes next</source>
        <translation>다음 차례의 외상이 아니에요</translation>
    </message>
    <message>
        <source>its tab is being cashed already</source>
        <translation>이미 현금화하고 있는 외상이에요</translation>
    </message>
    <message>
        <source>it does not pay exactly what was delivered</source>
        <translation>전달한 작업과 정확히 맞지 않아요</translation>
    </message>
    <message>
        <source>it counts the work otherwise</source>
        <translation>작업량을 다르게 셌어요</translation>
    </message>
    <message>
        <source>it does not use the agreed price</source>
        <translation>약속한 가격이 아니에요</translation>
    </message>
    <message>
        <source>it names other receipts</source>
        <translation>다른 영수증을 가리켜요</translation>
    </message>
    <message>
        <source>its amount is not valid, or less than before</source>
        <translation>금액이 올바르지 않거나 전보다 적어요</translation>
    </message>
    <message>
        <source>it exceeds the cap of a tab</source>
        <translation>외상 한도를 넘어요</translation>
    </message>
    <message>
        <source>the fee that it offers is not valid</source>
        <translation>수수료가 올바르지 않아요</translation>
    </message>
    <message>
        <source>it is dated wrongly</source>
        <translation>날짜가 잘못됐어요</translation>
    </message>
    <message>
        <source>the session is over</source>
        <translation>세션이 끝났어요</translation>
    </message>
    <message>
        <source>the transaction is not the one that it must be</source>
        <translation>있어야 할 거래가 아니에요</translation>
    </message>
    <message>
        <source>its signature does not hold, or is for another network</source>
        <translation>서명이 맞지 않거나 다른 네트워크의 것이에요</translation>
    </message>
    <message>
        <source>somebody else than the requester signed it</source>
        <translation>요청자가 아닌 사람이 서명했어요</translation>
    </message>
    <message>
        <source>this session is known with other terms</source>
        <translation>이 세션은 다른 조건으로 알려져 있어요</translation>
    </message>
    <message>
        <source>the accounts do not fit</source>
        <translation>계정이 맞지 않아요</translation>
    </message>
    <message>
        <source>the provider is not registered, or somebody else is meant</source>
        <translation>제공자가 등록되지 않았거나 다른 사람이에요</translation>
    </message>
    <message>
        <source>the price</source>
        <translation>가격</translation>
    </message>
    <message>
        <source>the cap of a tab</source>
        <translation>외상 한도</translation>
    </message>
    <message>
        <source>the end of the session</source>
        <translation>세션이 끝나는 때</translation>
    </message>
    <message>
        <source>the amount of work</source>
        <translation>작업량</translation>
    </message>
    <message>
        <source>it was never ordered</source>
        <translation>주문한 적이 없어요</translation>
    </message>
    <message>
        <source>its receipt</source>
        <translation>영수증</translation>
    </message>
    <message>
        <source>it was delivered already</source>
        <translation>이미 전달됐어요</translation>
    </message>
    <message>
        <source>session</source>
        <translation>세션</translation>
    </message>
    <message>
        <source>payment</source>
        <translation>정산</translation>
    </message>
    <message>
        <source>receipt</source>
        <translation>영수증</translation>
    </message>
    <message>
        <source>statistics</source>
        <translation>통계</translation>
    </message>
    <message>
        <source>price</source>
        <translation>가격</translation>
    </message>
    <message>
        <source>address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>machines</source>
        <translation>기기</translation>
    </message>
    <message>
        <source>you have no session with a provider; market open URL begins one</source>
        <translation>제공자와 연 세션이 없어요. market open URL로 시작하세요</translation>
    </message>
    <message>
        <source>its owner needed the computer</source>
        <translation>주인이 컴퓨터를 써야 했어요</translation>
    </message>
    <message>
        <source>its memory was too small</source>
        <translation>그쪽 메모리가 모자랐어요</translation>
    </message>
    <message>
        <source>the picture was too large to be sent</source>
        <translation>그림이 너무 커서 보낼 수 없었어요</translation>
    </message>
    <message>
        <source>it is not drawn there</source>
        <translation>그쪽에서는 그리지 않아요</translation>
    </message>
    <message>
        <source>the model is not there</source>
        <translation>그쪽에 모델이 없어요</translation>
    </message>
    <message>
        <source>drawing failed there</source>
        <translation>그쪽에서 그리지 못했어요</translation>
    </message>
    <message>
        <source>no provider can be reached</source>
        <translation>연결되는 제공자가 없어요</translation>
    </message>
    <message>
        <source>every provider said no</source>
        <translation>모든 제공자가 거절했어요</translation>
    </message>
    <message>
        <source>what came from the provider makes no sense</source>
        <translation>제공자가 보낸 내용이 말이 되지 않아요</translation>
    </message>
    <message>
        <source>no provider is free, or only ones that delivered something bad before</source>
        <translation>쉬는 제공자가 없거나, 전에 잘못된 것을 보낸 제공자뿐이에요</translation>
    </message>
    <message>
        <source>what may be owed at a time is used up; the provider has to cash first</source>
        <translation>한 번에 빚질 수 있는 금액을 다 썼어요. 제공자가 먼저 받아 가야 해요</translation>
    </message>
    <message>
        <source>it does not show how it was drawn</source>
        <translation>어떻게 그렸는지 보여 주지 않아요</translation>
    </message>
    <message>
        <source>what it shows is not what it committed to</source>
        <translation>보여 준 것이 약속한 것과 달라요</translation>
    </message>
    <message>
        <source>what it shows are no states of this model</source>
        <translation>보여 준 것이 이 모델의 상태가 아니에요</translation>
    </message>
    <message>
        <source>it did not begin with the noise of the seed</source>
        <translation>시드의 노이즈에서 시작하지 않았어요</translation>
    </message>
    <message>
        <source>a step is not what the model does</source>
        <translation>모델이 하는 것과 다른 스텝이 있어요</translation>
    </message>
    <message>
        <source>the picture is another one than its steps lead to</source>
        <translation>스텝의 결과와 다른 그림이에요</translation>
    </message>
    <message>
        <source>the model is not there, or another one</source>
        <translation>모델이 없거나 다른 모델이에요</translation>
    </message>
    <message>
        <source>pictures to begin with are not taken</source>
        <translation>시작 그림은 받지 않아요</translation>
    </message>
    <message>
        <source>pictures for adults are not drawn</source>
        <translation>성인용 그림은 그리지 않아요</translation>
    </message>
    <message>
        <source>jobs are not gone on with in the middle</source>
        <translation>중간부터 이어서 그리지 않아요</translation>
    </message>
    <message>
        <source>web pages are not answered</source>
        <translation>웹 페이지에는 답하지 않아요</translation>
    </message>
    <message>
        <source>it does not draw for others now</source>
        <translation>지금은 다른 노드의 그림을 그리지 않아요</translation>
    </message>
    <message>
        <source>it does not draw with this model</source>
        <translation>이 모델로는 그리지 않아요</translation>
    </message>
    <message>
        <source>its owner needs the computer, or it has too much to draw; try again later</source>
        <translation>주인이 컴퓨터를 쓰고 있거나 그릴 것이 너무 많아요. 나중에 다시 해 보세요</translation>
    </message>
    <message>
        <source>it has drawn enough for you for now</source>
        <translation>지금은 당신에게 그려 줄 만큼 다 그렸어요</translation>
    </message>
    <message>
        <source>it does not accept the signature; compare the clocks of the two computers</source>
        <translation>서명을 받아들이지 않아요. 두 컴퓨터의 시계를 비교해 보세요</translation>
    </message>
    <message>
        <source>its model can&apos;t draw this size or number of steps</source>
        <translation>그 모델은 이 크기나 스텝 수로 그릴 수 없어요</translation>
    </message>
    <message>
        <source>its model failed to draw it</source>
        <translation>그 모델이 그리지 못했어요</translation>
    </message>
    <message>
        <source>you agreed with nobody on a price yet</source>
        <translation>아직 아무와도 가격을 합의하지 않았어요</translation>
    </message>
    <message>
        <source>it is not JSON</source>
        <translation>JSON이 아니에요</translation>
    </message>
    <message>
        <source>it has no text as label</source>
        <translation>라벨로 쓸 글이 없어요</translation>
    </message>
    <message>
        <source>only addresses and transactions are labelled</source>
        <translation>주소와 거래에만 라벨을 붙여요</translation>
    </message>
    <message>
        <source>it names no transaction</source>
        <translation>가리키는 거래가 없어요</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>바이트</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>줄</translation>
    </message>
    <message>
        <source>The message</source>
        <translation>메시지</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Something went wrong inside the program. Nothing was sent. Try again, and report it if it happens again.</source>
        <translation>프로그램 안에서 문제가 생겼어요. 보낸 것은 없어요. 다시 해 보고, 또 생기면 알려 주세요.</translation>
    </message>
    <message>
        <source>It was cancelled before it was done.</source>
        <translation>끝나기 전에 취소됐어요.</translation>
    </message>
    <message>
        <source>This input is not understood: %1.</source>
        <translation>입력을 이해하지 못했어요: %1.</translation>
    </message>
    <message>
        <source>%1 is too large; the limit is %2.</source>
        <translation>%1: 너무 커요. 한도는 %2예요.</translation>
    </message>
    <message>
        <source>%1 was not found.</source>
        <translation>찾지 못했어요: %1.</translation>
    </message>
    <message>
        <source>The file %1 can&apos;t be read. Check that it exists and that you may open it.</source>
        <translation>파일 %1을(를) 읽을 수 없어요. 파일이 있는지, 열 권한이 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>The file %1 can&apos;t be written. Check the free space and your rights.</source>
        <translation>파일 %1을(를) 쓸 수 없어요. 남은 공간과 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>“%1” is not an amount. Write digits and one point, such as 12.5.</source>
        <translation>“%1”은(는) 금액이 아니에요. 12.5처럼 숫자와 점 하나로 써 주세요.</translation>
    </message>
    <message>
        <source>“%1” has more than six decimals; the smallest amount is 0.000001 AIN.</source>
        <translation>“%1”은(는) 소수점 아래가 여섯 자리를 넘어요. 가장 작은 금액은 0.000001 AIN이에요.</translation>
    </message>
    <message>
        <source>“%1” is more AIN than will ever exist.</source>
        <translation>“%1”은(는) 세상에 있을 AIN보다 많아요.</translation>
    </message>
    <message>
        <source>This is not valid JSON (at byte %1).</source>
        <translation>올바른 JSON이 아니에요 (%1바이트 위치).</translation>
    </message>
    <message>
        <source>This JSON is larger than allowed (%1).</source>
        <translation>JSON이 허용된 크기보다 커요 (%1).</translation>
    </message>
    <message>
        <source>This JSON is nested more than %1 levels deep.</source>
        <translation>JSON이 %1단계보다 깊어요.</translation>
    </message>
    <message>
        <source>The key “%1” stands twice in one JSON object.</source>
        <translation>JSON 객체 하나에 키 “%1”이(가) 두 번 있어요.</translation>
    </message>
    <message>
        <source>This text is not UTF-8 (at byte %1).</source>
        <translation>UTF-8 글이 아니에요 (%1바이트 위치).</translation>
    </message>
    <message>
        <source>“%1” is not an address. An address is 0x and 40 digits from 0 to 9 and a to f.</source>
        <translation>“%1”은(는) 주소가 아니에요. 주소는 0x 다음에 0–9, a–f 글자 40개예요.</translation>
    </message>
    <message>
        <source>The address %1 has a typo: its capital and small letters don&apos;t fit. Copy it again from where it came.</source>
        <translation>주소 %1에 오타가 있어요. 대문자와 소문자가 맞지 않으니 받은 곳에서 다시 복사하세요.</translation>
    </message>
    <message>
        <source>This is not a private key. A private key is 64 digits from 0 to 9 and a to f.</source>
        <translation>개인 키가 아니에요. 개인 키는 0–9, a–f 글자 64개예요.</translation>
    </message>
    <message>
        <source>This is not a public key of the curve secp256k1.</source>
        <translation>secp256k1 곡선의 공개 키가 아니에요.</translation>
    </message>
    <message>
        <source>This is not an AIN signature of 97 bytes.</source>
        <translation>97바이트 AIN 서명이 아니에요.</translation>
    </message>
    <message>
        <source>The signature does not belong to this content or this network.</source>
        <translation>이 내용이나 이 네트워크의 서명이 아니에요.</translation>
    </message>
    <message>
        <source>The self-test of the cryptography failed (%1). The program does not run, to protect your keys. Install it again.</source>
        <translation>암호 자체 점검에 실패했어요 (%1). 키를 지키기 위해 프로그램을 실행하지 않아요. 다시 설치하세요.</translation>
    </message>
    <message>
        <source>A phrase has 12, 15, 18, 21 or 24 words; this one has %1.</source>
        <translation>복구 단어는 12, 15, 18, 21, 24개 가운데 하나예요. 지금은 %1개예요.</translation>
    </message>
    <message>
        <source>Word %1 is not in the word list. Check its spelling.</source>
        <translation>%1번째 단어가 목록에 없어요. 철자를 확인하세요.</translation>
    </message>
    <message>
        <source>All words exist, but together they are no phrase: one of them is wrong or two are swapped.</source>
        <translation>단어는 모두 있지만 서로 맞지 않아요. 하나가 틀렸거나 둘이 뒤바뀌었어요.</translation>
    </message>
    <message>
        <source>“%1” is not a derivation path.</source>
        <translation>“%1”은(는) 파생 경로가 아니에요.</translation>
    </message>
    <message>
        <source>This file is not a keystore of version 3 (%1).</source>
        <translation>버전 3 키스토어 파일이 아니에요 (%1).</translation>
    </message>
    <message>
        <source>This keystore uses something this program does not read: %1.</source>
        <translation>이 프로그램이 읽지 못하는 방식의 키스토어예요: %1.</translation>
    </message>
    <message>
        <source>This keystore takes more memory or time than is available here or than an honest one does. Nothing was opened or written.</source>
        <translation>이 키스토어에 필요한 메모리나 시간이 이 컴퓨터에 부족하거나, 정상적인 파일보다 훨씬 많이 필요해요. 열거나 저장하지 않았어요.</translation>
    </message>
    <message>
        <source>The password does not open this keystore, or the file is damaged.</source>
        <translation>이 비밀번호로 키스토어가 열리지 않거나 파일이 손상됐어요.</translation>
    </message>
    <message>
        <source>This is not an encrypted message.</source>
        <translation>암호화된 메시지가 아니에요.</translation>
    </message>
    <message>
        <source>This key does not open the message, or the message was changed.</source>
        <translation>이 키로 메시지가 열리지 않거나 메시지가 바뀌었어요.</translation>
    </message>
    <message>
        <source>There is no vault in %1 yet. Create one or restore a backup.</source>
        <translation>%1에 아직 금고가 없어요. 새로 만들거나 백업에서 되살리세요.</translation>
    </message>
    <message>
        <source>There is a vault in %1 already. It was not touched.</source>
        <translation>%1에 금고가 이미 있어요. 건드리지 않았어요.</translation>
    </message>
    <message>
        <source>The vault is locked. Unlock it with its password.</source>
        <translation>금고가 잠겨 있어요. 비밀번호로 여세요.</translation>
    </message>
    <message>
        <source>Another program (process %2) has the vault in %1 open. Close it there first.</source>
        <translation>다른 프로그램(프로세스 %2)이 %1의 금고를 열어 두었어요. 그쪽을 먼저 닫으세요.</translation>
    </message>
    <message>
        <source>This is not the password of the vault.</source>
        <translation>금고 비밀번호가 아니에요.</translation>
    </message>
    <message>
        <source>Too many wrong passwords. The next try is possible in %1 seconds.</source>
        <translation>비밀번호를 여러 번 틀렸어요. %1초 뒤에 다시 할 수 있어요.</translation>
    </message>
    <message>
        <source>The vault in %1 is damaged (%2). Restore your backup into an empty folder; keep this one.</source>
        <translation>%1의 금고가 손상됐어요 (%2). 빈 폴더에 백업을 되살리고, 이 금고는 그대로 두세요.</translation>
    </message>
    <message>
        <source>This vault was written by a newer version of the program (format %1). Update the program.</source>
        <translation>더 새로운 버전에서 쓴 금고예요 (형식 %1). 프로그램을 업데이트하세요.</translation>
    </message>
    <message>
        <source>The vault has no password yet and may hold practice keys only. Set a password first.</source>
        <translation>금고에 아직 비밀번호가 없어서 연습용 키만 담을 수 있어요. 먼저 비밀번호를 정하세요.</translation>
    </message>
    <message>
        <source>The key %1 belongs to another network than %2 and does not sign for it.</source>
        <translation>키 %1은(는) %2이(가) 아닌 다른 네트워크의 것이라 여기에 서명하지 않아요.</translation>
    </message>
    <message>
        <source>The account %1 is in the vault already.</source>
        <translation>계정 %1은(는) 이미 금고에 있어요.</translation>
    </message>
    <message>
        <source>The key of %1 is used on %2 already. What is signed on one network can be repeated on the other: use another key, or allow it on purpose.</source>
        <translation>%1의 키는 이미 %2에서 쓰고 있어요. 한 네트워크의 서명은 다른 네트워크에서 되풀이될 수 있으니, 다른 키를 쓰거나 알고서 허용하세요.</translation>
    </message>
    <message>
        <source>The account %1 is only watched: its key is not in this vault.</source>
        <translation>계정 %1은(는) 보기 전용이에요. 키가 이 금고에 없어요.</translation>
    </message>
    <message>
        <source>The vault can&apos;t be written (%1). Nothing was changed.</source>
        <translation>금고에 쓸 수 없어요 (%1). 바뀐 것은 없어요.</translation>
    </message>
    <message>
        <source>“%1” is not the address of an AIN node. Write it like https://node.example/json-rpc.</source>
        <translation>“%1”은(는) AIN 노드 주소가 아니에요. https://node.example/json-rpc 처럼 써 주세요.</translation>
    </message>
    <message>
        <source>“%1” is no network. Choose practice, testnet, mainnet or the address of a node.</source>
        <translation>“%1”은(는) 네트워크가 아니에요. practice, testnet, mainnet 또는 노드 주소를 고르세요.</translation>
    </message>
    <message>
        <source>The node %1 can&apos;t be reached (%2). Check your connection or choose another node.</source>
        <translation>노드 %1에 닿지 못했어요 (%2). 연결을 확인하거나 다른 노드를 고르세요.</translation>
    </message>
    <message>
        <source>The node %1 did not answer within %2 seconds.</source>
        <translation>노드 %1이(가) %2초 안에 답하지 않았어요.</translation>
    </message>
    <message>
        <source>The node %1 wants fewer requests. Wait a minute.</source>
        <translation>노드 %1이(가) 요청을 줄여 달라고 해요. 1분쯤 기다려 주세요.</translation>
    </message>
    <message>
        <source>The node %1 gave an answer that makes no sense (%2).</source>
        <translation>노드 %1의 답을 이해할 수 없어요 (%2).</translation>
    </message>
    <message>
        <source>The node %1 gave an answer larger than %2 bytes; it was not read.</source>
        <translation>노드 %1의 답이 %2바이트보다 커서 읽지 않았어요.</translation>
    </message>
    <message>
        <source>The node refused the request: %2 (code %1).</source>
        <translation>노드가 요청을 거절했어요: %2 (코드 %1).</translation>
    </message>
    <message>
        <source>The node %1 belongs to another network (%3 instead of %2). It is not used.</source>
        <translation>노드 %1은(는) 다른 네트워크예요 (%2이(가) 아니라 %3). 쓰지 않아요.</translation>
    </message>
    <message>
        <source>There is no account “%1” on this network.</source>
        <translation>이 네트워크에 “%1” 계정이 없어요.</translation>
    </message>
    <message>
        <source>Not enough AIN: %1 is needed with the fee, %2 is there.</source>
        <translation>AIN이 모자라요. 수수료까지 %1이(가) 필요한데 %2이(가) 있어요.</translation>
    </message>
    <message>
        <source>Sender and receiver are the same account.</source>
        <translation>보내는 계정과 받는 계정이 같아요.</translation>
    </message>
    <message>
        <source>The amount must be more than zero.</source>
        <translation>금액은 0보다 커야 해요.</translation>
    </message>
    <message>
        <source>The chain would refuse this: %2 (code %1). Nothing was sent.</source>
        <translation>체인이 거절할 거래예요: %2 (코드 %1). 보내지 않았어요.</translation>
    </message>
    <message>
        <source>The fee changed from %1 to %2 AIN. Look at it again before you send.</source>
        <translation>수수료가 %1에서 %2 AIN으로 바뀌었어요. 보내기 전에 다시 확인하세요.</translation>
    </message>
    <message>
        <source>The transaction %1 is final but failed: %3 (code %2).</source>
        <translation>거래 %1은(는) 확정됐지만 실패했어요: %3 (코드 %2).</translation>
    </message>
    <message>
        <source>The transaction %1 is in a block with the error %2, yet what it did and its fee stand. Don&apos;t send it anew; replace it so that it can&apos;t happen a second time.</source>
        <translation>거래 %1이(가) 오류 %2와(과) 함께 블록에 들어갔지만, 거래가 한 일과 수수료는 그대로 남아요. 다시 보내지 말고, 또 실행되지 않도록 교체해 주세요.</translation>
    </message>
    <message>
        <source>The transaction %1 was reverted: %3 (code %2). Nothing was moved; replace it so that it can&apos;t happen later.</source>
        <translation>거래 %1이(가) 되돌려졌어요: %3 (코드 %2). 옮겨진 것은 없어요. 나중에 실행되지 않도록 대체하세요.</translation>
    </message>
    <message>
        <source>This draft is no longer valid. Prepare it again.</source>
        <translation>이 초안은 더 이상 쓸 수 없어요. 다시 준비하세요.</translation>
    </message>
    <message>
        <source>The nodes contradict each other about %1. Nothing was sent.</source>
        <translation>%1에 대해 노드들의 말이 서로 달라요. 보내지 않았어요.</translation>
    </message>
    <message>
        <source>The newest block of the node is %1 seconds old. Nothing is sent to a node that is behind; choose another one.</source>
        <translation>노드의 최신 블록이 %1초 전 것이에요. 뒤처진 노드에는 보내지 않으니 다른 노드를 고르세요.</translation>
    </message>
    <message>
        <source>The %1 is empty, too long or has characters that are not allowed (at most %2).</source>
        <translation>%1: 비었거나 너무 길거나 쓸 수 없는 글자가 있어요 (최대 %2).</translation>
    </message>
    <message>
        <source>The number of tokens must be between 1 and %1.</source>
        <translation>토큰 수는 1부터 %1까지예요.</translation>
    </message>
    <message>
        <source>This can&apos;t be stored on chain at %1: %2.</source>
        <translation>체인의 %1에 저장할 수 없어요: %2.</translation>
    </message>
    <message>
        <source>The transaction would be %1 bytes; the chain takes at most %2. Shorten the texts.</source>
        <translation>거래가 %1바이트인데 체인은 %2바이트까지 받아요. 글을 줄여 주세요.</translation>
    </message>
    <message>
        <source>The collection %1 is not on this network.</source>
        <translation>이 네트워크에 컬렉션 %1이(가) 없어요.</translation>
    </message>
    <message>
        <source>The collection %1 has no token %2.</source>
        <translation>컬렉션 %1에 토큰 %2이(가) 없어요.</translation>
    </message>
    <message>
        <source>The token %2 of the collection %1 exists already.</source>
        <translation>컬렉션 %1의 토큰 %2은(는) 이미 있어요.</translation>
    </message>
    <message>
        <source>All tokens of the collection %1 are minted.</source>
        <translation>컬렉션 %1의 토큰은 모두 발행됐어요.</translation>
    </message>
    <message>
        <source>Only its creator %2 can mint in the collection %1.</source>
        <translation>컬렉션 %1에는 만든 사람 %2만 발행할 수 있어요.</translation>
    </message>
    <message>
        <source>The token %1 belongs to %2, not to this account.</source>
        <translation>토큰 %1은(는) 이 계정이 아니라 %2의 것이에요.</translation>
    </message>
    <message>
        <source>The image %1 is not on this computer.</source>
        <translation>이미지 %1이(가) 이 컴퓨터에 없어요.</translation>
    </message>
    <message>
        <source>The stored image %1 was changed or damaged and is not used.</source>
        <translation>저장된 이미지 %1이(가) 바뀌었거나 손상되어 쓰지 않아요.</translation>
    </message>
    <message>
        <source>%1 does not hold a whole image: the file breaks off or is damaged. Get a complete copy of it.</source>
        <translation>%1에 이미지가 온전히 들어 있지 않아요. 파일이 중간에 끊겼거나 손상됐어요. 온전한 파일을 다시 받아 주세요.</translation>
    </message>
    <message>
        <source>%1 is not a PNG, JPEG, WebP or GIF image.</source>
        <translation>%1은(는) PNG, JPEG, WebP, GIF 이미지가 아니에요.</translation>
    </message>
    <message>
        <source>The picture can&apos;t be shown (%1).</source>
        <translation>그림을 보여 줄 수 없어요 (%1).</translation>
    </message>
    <message>
        <source>The picture is too large to open (%1 × %2 pixels).</source>
        <translation>그림이 너무 커서 열 수 없어요 (%1 × %2 픽셀).</translation>
    </message>
    <message>
        <source>The practice network can&apos;t open the port %1 (%2).</source>
        <translation>연습 네트워크가 포트 %1을(를) 열 수 없어요 (%2).</translation>
    </message>
    <message>
        <source>The practice network can&apos;t use its folder %1 (%2).</source>
        <translation>연습 네트워크가 폴더 %1을(를) 쓸 수 없어요 (%2).</translation>
    </message>
    <message>
        <source>Another practice network uses the folder %1.</source>
        <translation>다른 연습 네트워크가 폴더 %1을(를) 쓰고 있어요.</translation>
    </message>
    <message>
        <source>The stored practice chain is damaged at block %1. Choose another folder or delete it to start a new one.</source>
        <translation>저장된 연습 체인이 블록 %1에서 손상됐어요. 다른 폴더를 고르거나 지우고 새로 시작하세요.</translation>
    </message>
    <message>
        <source>The protection of the process against reading along is not in force (%1).</source>
        <translation>다른 프로그램이 메모리를 엿보지 못하게 하는 보호가 작동하지 않아요 (%1).</translation>
    </message>
    <message>
        <source>The node %1 contradicts its own data or the node %2 (%3). Its answer is not used.</source>
        <translation>노드 %1의 답이 자기 자료나 노드 %2와(과) 어긋나요 (%3). 이 답은 쓰지 않아요.</translation>
    </message>
    <message>
        <source>“%2” can&apos;t be a name on the chain (%1).</source>
        <translation>“%2”은(는) 체인에서 이름으로 쓸 수 없어요 (%1).</translation>
    </message>
    <message>
        <source>The value at %1 can&apos;t be stored on the chain (%2).</source>
        <translation>%1의 값은 체인에 저장할 수 없어요 (%2).</translation>
    </message>
    <message>
        <source>The transaction has %2 bytes; the chain takes at most %3.</source>
        <translation>거래가 %2바이트인데 체인은 %3바이트까지 받아요.</translation>
    </message>
    <message>
        <source>%1 operations in one transaction; the chain takes at most %2.</source>
        <translation>거래 하나에 작업이 %1개예요. 체인은 %2개까지 받아요.</translation>
    </message>
    <message>
        <source>“%1” is not a name for an app: small letters, digits and _ only.</source>
        <translation>“%1”은(는) 앱 이름이 될 수 없어요. 소문자, 숫자, _만 쓸 수 있어요.</translation>
    </message>
    <message>
        <source>The transaction %1 never happened: its number was used by another one. %2</source>
        <translation>거래 %1은(는) 실행되지 않았어요. 논스를 다른 거래가 썼어요. %2</translation>
    </message>
    <message>
        <source>This is not a payment link of AIN (%1).</source>
        <translation>AIN 결제 링크가 아니에요 (%1).</translation>
    </message>
    <message>
        <source>The faucet could not send: %2 (code %1).</source>
        <translation>연습용 돈을 보내지 못했어요: %2 (코드 %1).</translation>
    </message>
    <message>
        <source>The practice network does not run.</source>
        <translation>연습 네트워크가 실행되고 있지 않아요.</translation>
    </message>
    <message>
        <source>There is no command crypto %1.</source>
        <translation>crypto %1 명령은 없어요.</translation>
    </message>
    <message>
        <source>The member “%1” is missing or of the wrong type.</source>
        <translation>“%1” 항목이 없거나 형식이 달라요.</translation>
    </message>
    <message>
        <source>The line is longer than %1 bytes.</source>
        <translation>줄이 %1바이트보다 길어요.</translation>
    </message>
    <message>
        <source>%1. See --help.</source>
        <translation>%1. --help를 보세요.</translation>
    </message>
    <message>
        <source>A password is needed: give it with --password-file or --password-fd, or type it at a terminal.</source>
        <translation>비밀번호가 필요해요. --password-file이나 --password-fd로 주거나 터미널에서 입력하세요.</translation>
    </message>
    <message>
        <source>The settings file %1 is damaged; it was kept aside and new settings are used.</source>
        <translation>설정 파일 %1이(가) 손상됐어요. 따로 보관하고 새 설정을 써요.</translation>
    </message>
    <message>
        <source>This is a P-256 signature. AIN nodes don&apos;t accept that form; sign with an AIN key.</source>
        <translation>P-256 서명이에요. AIN 노드는 이 형식을 받지 않으니 AIN 키로 서명하세요.</translation>
    </message>
    <message>
        <source>The file %1 exists already and was not touched. Choose another name.</source>
        <translation>파일 %1이(가) 이미 있어 건드리지 않았어요. 다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>The keystore names another address than its key has (%1). It was not imported: it may be damaged or a trick. The terminal program can import it on purpose.</source>
        <translation>키스토어에 적힌 주소가 키의 주소(%1)와 달라요. 손상되었거나 속임수일 수 있어 가져오지 않았어요. 터미널 프로그램에서는 일부러 가져올 수 있어요.</translation>
    </message>
    <message>
        <source>The node knows no transaction %1. It may be very old, or was never sent.</source>
        <translation>노드가 거래 %1을(를) 몰라요. 아주 오래되었거나 보낸 적이 없을 수 있어요.</translation>
    </message>
    <message>
        <source>The account %1 does not come from a phrase: there are no words to show.</source>
        <translation>계정 %1은(는) 복구 단어에서 나온 것이 아니라 보여 줄 낱말이 없어요.</translation>
    </message>
    <message>
        <source>Several accounts on this network are called “%1”. Give the address of the one you mean.</source>
        <translation>이 네트워크에는 이름이 “%1”인 계정이 여럿이에요. 원하는 계정의 주소를 써 주세요.</translation>
    </message>
    <message>
        <source>The transaction %1 of this account is still open. Wait for its end, or replace it.</source>
        <translation>이 계정의 거래 %1이(가) 아직 끝나지 않았어요. 끝날 때까지 기다리거나 대체하세요.</translation>
    </message>
    <message>
        <source>The transaction %1, which had been given up, happened after all. Nothing new was sent. Look at your balance before you send again.</source>
        <translation>실패한 줄 알았던 거래 %1이(가) 결국 이루어졌어요. 새로 보낸 것은 없어요. 다시 보내기 전에 잔액을 확인하세요.</translation>
    </message>
    <message>
        <source>The stake is still locked. It can be taken back from %1.</source>
        <translation>스테이크가 아직 잠겨 있어요. %1부터 되찾을 수 있어요.</translation>
    </message>
    <message>
        <source>There is no app “%1” on this network.</source>
        <translation>이 네트워크에 앱 “%1”이(가) 없어요.</translation>
    </message>
    <message>
        <source>The app name “%1” is taken. Choose another one.</source>
        <translation>앱 이름 “%1”은(는) 이미 쓰이고 있어요. 다른 이름을 고르세요.</translation>
    </message>
    <message>
        <source>Your stake in the app %1 is %3 AIN; %2 AIN can&apos;t be taken from it.</source>
        <translation>앱 %1의 내 스테이크는 %3 AIN이라서 %2 AIN을 되찾을 수 없어요.</translation>
    </message>
    <message>
        <source>Your unclaimed rewards are %2 AIN; %1 AIN can&apos;t be claimed.</source>
        <translation>받지 않은 보상은 %2 AIN이라서 %1 AIN을 받을 수 없어요.</translation>
    </message>
    <message>
        <source>The account %1 was imported from a key: it has no words.</source>
        <translation>%1 계정은 키에서 가져온 것이라 복구 단어가 없어요.</translation>
    </message>
    <message>
        <source>The transaction %1 was refused: %3 (code %2). Nothing was moved; replace it so that it can&apos;t happen later.</source>
        <translation>거래 %1이(가) 거부됐어요: %3 (코드 %2). 옮겨진 것은 없어요. 나중에 실행되지 않도록 대체해 주세요.</translation>
    </message>
    <message>
        <source>The node sent something that is no block header (%1). Choose another node.</source>
        <translation>노드가 블록 헤더가 아닌 것을 보냈어요 (%1). 다른 노드를 고르세요.</translation>
    </message>
    <message>
        <source>The blocks that the node sent don’t follow one another (at block %2: %1). Choose another node if this stays so.</source>
        <translation>노드가 보낸 블록들이 서로 이어지지 않아요 (블록 %2: %1). 계속 그러면 다른 노드를 고르세요.</translation>
    </message>
    <message>
        <source>Block %1 is signed by validators with %2 of %3 AIN: less than two thirds, so it counts for nothing. Try again, or choose another node.</source>
        <translation>블록 %1에 서명한 검증인의 지분이 %3 AIN 중 %2 AIN이에요. 3분의 2가 안 되어 인정하지 않아요. 다시 해 보거나 다른 노드를 고르세요.</translation>
    </message>
    <message>
        <source>The set of validators can’t be followed (%1). Choose another node, or pin a newer checkpoint.</source>
        <translation>검증인 목록을 따라갈 수 없어요 (%1). 다른 노드를 고르거나 더 새로운 체크포인트를 고정하세요.</translation>
    </message>
    <message>
        <source>“%1” is not a path in the state of the chain.</source>
        <translation>“%1”은(는) 체인 상태의 경로가 아니에요.</translation>
    </message>
    <message>
        <source>The node’s answer about %1 does not fit its proof (%2). Don’t rely on it; choose another node.</source>
        <translation>%1에 대한 노드의 답이 그 증명과 맞지 않아요 (%2). 믿지 말고 다른 노드를 고르세요.</translation>
    </message>
    <message>
        <source>What the node said about %1 can’t be checked (%2). That is no lie by itself, but no proof either.</source>
        <translation>%1에 대한 노드의 말을 확인할 수 없어요 (%2). 그것만으로 거짓은 아니지만 증명도 아니에요.</translation>
    </message>
    <message>
        <source>The content of block %2 is not what its signed header says (%1). Don’t rely on it; choose another node.</source>
        <translation>블록 %2의 내용이 서명된 헤더와 달라요 (%1). 믿지 말고 다른 노드를 고르세요.</translation>
    </message>
    <message>
        <source>This is not a proof file, or it was changed (%1).</source>
        <translation>증명 파일이 아니거나 바뀐 파일이에요 (%1).</translation>
    </message>
    <message>
        <source>This belongs to another chain: %1 was expected, %2 was found.</source>
        <translation>다른 체인의 것이에요. %1이어야 하는데 %2이(가) 있어요.</translation>
    </message>
    <message>
        <source>There is no block of %1 that this program trusts to begin with, so nothing can be proven. Pin a checkpoint in the settings.</source>
        <translation>%1에서 믿고 시작할 블록이 없어서 아무것도 증명할 수 없어요. 설정에서 체크포인트를 고정하세요.</translation>
    </message>
    <message>
        <source>The newest block that could be checked is %1 seconds old. The node is behind, or the chain stands still.</source>
        <translation>확인할 수 있는 최신 블록이 %1초 전 것이에요. 노드가 뒤처졌거나 체인이 멈춰 있어요.</translation>
    </message>
    <message>
        <source>%1 answered with a state that belongs to no block checked here. Ask again; if this stays so, choose another node.</source>
        <translation>%1의 답이 여기서 확인한 어느 블록에도 속하지 않아요. 다시 물어보고, 계속 그러면 다른 노드를 고르세요.</translation>
    </message>
    <message>
        <source>Signed statements about this chain exclude each other (%1). Nothing counts as proven until you have looked at the evidence in %2 and pinned a checkpoint.</source>
        <translation>이 체인에 대한 서명된 말들이 서로 어긋나요 (%1). %2에 있는 증거를 보고 체크포인트를 고정할 때까지 아무것도 증명된 것으로 치지 않아요.</translation>
    </message>
    <message>
        <source>The checked block headers in %1 can’t be used (%2). Check the free space and your rights.</source>
        <translation>%1에 있는 확인된 블록 헤더를 쓸 수 없어요 (%2). 남은 공간과 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>Block %1 is too far back to be proven by this node. A node that keeps old blocks may do it.</source>
        <translation>블록 %1은(는) 너무 오래되어 이 노드로는 증명할 수 없어요. 옛 블록을 보관하는 노드라면 될 수 있어요.</translation>
    </message>
    <message>
        <source>This could not be proven; a node’s word is all there is.</source>
        <translation>증명하지 못했어요. 노드의 말뿐이에요.</translation>
    </message>
    <message>
        <source>This is not proven: it stands in a signed block, but those who write for the app could have made it look so.</source>
        <translation>증명된 것이 아니에요. 서명된 블록에 있지만, 그 앱에 쓸 수 있는 사람이 그렇게 보이게 했을 수 있어요.</translation>
    </message>
    <message>
        <source>The file %1 can’t be used: %2.</source>
        <translation>파일 %1을(를) 쓸 수 없어요: %2.</translation>
    </message>
    <message>
        <source>The chain that is shown now does not contain block %1 as it was when your history was scanned. One of the two is another chain: check your nodes, then scan anew.</source>
        <translation>지금 보이는 체인의 블록 %1이(가) 거래 내역을 살펴볼 때와 달라요. 둘 중 하나는 다른 체인이에요. 노드를 확인한 뒤 처음부터 다시 살펴보세요.</translation>
    </message>
    <message>
        <source>This is not in a final block yet. Try again in a moment.</source>
        <translation>아직 확정된 블록에 들어 있지 않아요. 잠시 뒤에 다시 해 보세요.</translation>
    </message>
    <message>
        <source>Checking what %1 says cost more than it may (%2), so it was given up. Try again, or choose another node.</source>
        <translation>%1의 말을 확인하는 데 정해진 한도보다 많이 들어서(%2) 그만뒀어요. 다시 해 보거나 다른 노드를 고르세요.</translation>
    </message>
    <message>
        <source>There is no image engine in this installation, so no pictures can be drawn. Install the package with it, or build it with scripts/setup.</source>
        <translation>이 설치본에는 이미지 엔진이 없어서 그림을 그릴 수 없어요. 엔진이 들어 있는 패키지를 설치하거나 scripts/setup으로 빌드해 주세요.</translation>
    </message>
    <message>
        <source>The image engine said something that makes no sense (%1). It was restarted.</source>
        <translation>이미지 엔진이 알 수 없는 응답을 보냈어요(%1). 엔진을 다시 시작했어요.</translation>
    </message>
    <message>
        <source>The image engine is of another version (%1) than this program (%2). Install both from the same package.</source>
        <translation>이미지 엔진의 버전(%1)이 이 프로그램(%2)과 달라요. 같은 패키지에서 둘 다 설치해 주세요.</translation>
    </message>
    <message>
        <source>The image engine ended the conversation.</source>
        <translation>이미지 엔진이 연결을 끝냈어요.</translation>
    </message>
    <message>
        <source>The image engine said nothing for %1 seconds and was ended.</source>
        <translation>이미지 엔진이 %1초 동안 응답하지 않아 종료했어요.</translation>
    </message>
    <message>
        <source>There was not enough memory (%1). Choose a smaller picture or a smaller model.</source>
        <translation>메모리가 부족했어요(%1). 더 작은 그림이나 더 작은 모델을 골라 주세요.</translation>
    </message>
    <message>
        <source>The model can&apos;t be used: %1.</source>
        <translation>이 모델은 쓸 수 없어요: %1.</translation>
    </message>
    <message>
        <source>This can&apos;t be drawn: %1.</source>
        <translation>이대로는 그릴 수 없어요: %1.</translation>
    </message>
    <message>
        <source>The image engine is drawing another picture.</source>
        <translation>이미지 엔진이 다른 그림을 그리고 있어요.</translation>
    </message>
    <message>
        <source>The image engine could not be closed off as asked (%1), so it was not used.</source>
        <translation>이미지 엔진을 요청한 대로 격리할 수 없어서(%1) 쓰지 않았어요.</translation>
    </message>
    <message>
        <source>This computer&apos;s processor is too old for the image engine: it lacks %1.</source>
        <translation>이 컴퓨터의 프로세서는 이미지 엔진을 쓰기에 오래되었어요. %1 기능이 없어요.</translation>
    </message>
    <message>
        <source>The image engine gave up (%1). Try again, or use another model.</source>
        <translation>이미지 엔진이 그리기를 포기했어요(%1). 다시 시도하거나 다른 모델을 써 보세요.</translation>
    </message>
    <message>
        <source>The model file %1 is damaged or made to do harm (%2). Get it again from its source.</source>
        <translation>모델 파일 %1이(가) 손상되었거나 악의적으로 만들어졌어요(%2). 원래 출처에서 다시 받아 주세요.</translation>
    </message>
    <message>
        <source>%1 is of a kind (.ckpt, .pt) that can run any program when it is opened, so it is not. Use the safetensors version of the model, or convert it on a computer you trust.</source>
        <translation>%1은(는) 열 때 어떤 프로그램이든 실행할 수 있는 형식(.ckpt, .pt)이라서 열지 않아요. 모델의 safetensors 버전을 쓰거나, 믿을 수 있는 컴퓨터에서 변환해 주세요.</translation>
    </message>
    <message>
        <source>There is no model %1 in the list.</source>
        <translation>목록에 모델 %1이(가) 없어요.</translation>
    </message>
    <message>
        <source>The model file %1 is gone. Put it back, or take the model off the list.</source>
        <translation>모델 파일 %1이(가) 없어졌어요. 파일을 되돌려 놓거나 목록에서 모델을 빼 주세요.</translation>
    </message>
    <message>
        <source>The file %1 changed while it was being checked. Check it again when nothing writes to it any more.</source>
        <translation>확인하는 동안 파일 %1이(가) 바뀌었어요. 파일을 쓰는 작업이 끝나면 다시 확인해 주세요.</translation>
    </message>
    <message>
        <source>The list of models in %1 can&apos;t be used (%2). Check the free space and your rights.</source>
        <translation>%1에 있는 모델 목록을 쓸 수 없어요(%2). 남은 공간과 권한을 확인해 주세요.</translation>
    </message>
    <message>
        <source>%1 is being checked or loaded already. Wait for it to end, or cancel it.</source>
        <translation>%1은(는) 이미 확인하거나 받는 중이에요. 끝날 때까지 기다리거나 취소해 주세요.</translation>
    </message>
    <message>
        <source>The catalogue of known models that came with the program is damaged (%1). Install the program again.</source>
        <translation>프로그램에 들어 있는 모델 목록이 손상되었어요(%1). 프로그램을 다시 설치해 주세요.</translation>
    </message>
    <message>
        <source>The GPU has not enough free memory: about %1 GB are needed, %2 GB are free. Choose a smaller size or a smaller version of the model, or close other programs that use the GPU.</source>
        <translation>GPU의 남은 메모리가 모자라요. 약 %1GB가 필요한데 %2GB가 남아 있어요. 더 작은 크기나 더 작은 버전의 모델을 고르거나, GPU를 쓰는 다른 프로그램을 닫아 주세요.</translation>
    </message>
    <message>
        <source>There is not enough free memory: about %1 GB are needed, %2 GB are free. Choose a smaller size or a smaller version of the model, or close other programs.</source>
        <translation>남은 메모리가 모자라요. 약 %1GB가 필요한데 %2GB가 남아 있어요. 더 작은 크기나 더 작은 버전의 모델을 고르거나, 다른 프로그램을 닫아 주세요.</translation>
    </message>
    <message>
        <source>The model %1 can&apos;t be used: its file is gone or damaged.</source>
        <translation>모델 %1을(를) 쓸 수 없어요. 파일이 없거나 손상되었어요.</translation>
    </message>
    <message>
        <source>Nothing is loaded from “%1”. An address begins with https.</source>
        <translation>“%1”에서는 받지 않아요. 주소는 https로 시작해야 해요.</translation>
    </message>
    <message>
        <source>“%1” is not a SHA-256. Copy its 64 digits from the page of the model.</source>
        <translation>“%1”은(는) SHA-256이 아니에요. 모델 페이지에서 64자리 값을 복사해 주세요.</translation>
    </message>
    <message>
        <source>%1 does not give the file (status %2). It may want you to sign in or to accept its terms: then load it in the browser and add the file here.</source>
        <translation>%1에서 파일을 주지 않아요(상태 %2). 로그인이나 약관 동의가 필요할 수 있어요. 그럴 때는 브라우저로 받아서 여기에 파일을 추가해 주세요.</translation>
    </message>
    <message>
        <source>Loading from %1 broke off (%2). Start it again: it goes on from there.</source>
        <translation>%1에서 받던 것이 끊겼어요(%2). 다시 시작하면 이어서 받아요.</translation>
    </message>
    <message>
        <source>What was loaded is not the file you wanted: its SHA-256 is %2 instead of %1. It was deleted.</source>
        <translation>받은 것이 원하던 파일이 아니에요. 받은 파일은 지웠어요. 원하던 SHA-256: %1, 받은 파일의 SHA-256: %2.</translation>
    </message>
    <message>
        <source>A measurement is running already.</source>
        <translation>이미 측정하고 있어요.</translation>
    </message>
    <message>
        <source>Another program (process %2) uses %1. End it and try again.</source>
        <translation>다른 프로그램(프로세스 %2)이 %1을(를) 쓰고 있어요. 그 프로그램을 끝내고 다시 해 보세요.</translation>
    </message>
    <message>
        <source>The file %1 can&apos;t be opened (%2). Check the free space and your rights.</source>
        <translation>파일 %1을(를) 열 수 없어요(%2). 남은 공간과 권한을 확인하세요.</translation>
    </message>
    <message>
        <source>Another AIN Studio (process %2) uses %1. Only one at a time can work on it.</source>
        <translation>다른 AIN Studio(프로세스 %2)가 %1을(를) 쓰고 있어요. 한 번에 하나만 쓸 수 있어요.</translation>
    </message>
    <message>
        <source>The file %1 was written by a later version of the program. It was not touched; install that version again.</source>
        <translation>파일 %1은(는) 더 새로운 버전의 프로그램이 쓴 것이에요. 건드리지 않았으니 그 버전을 다시 설치하세요.</translation>
    </message>
    <message>
        <source>The file %1 can&apos;t be read (%2).</source>
        <translation>파일 %1을(를) 읽을 수 없어요(%2).</translation>
    </message>
    <message>
        <source>The file %1 can&apos;t be written (%2). Nothing was changed.</source>
        <translation>파일 %1에 쓸 수 없어요(%2). 바뀐 것은 없어요.</translation>
    </message>
    <message>
        <source>There is no space left for %1. Nothing was changed; free some space and try again.</source>
        <translation>%1을(를) 위한 공간이 남아 있지 않아요. 바뀐 것은 없으니 공간을 비우고 다시 해 보세요.</translation>
    </message>
    <message>
        <source>The file %1 is damaged. Start the program again: it puts the file aside and begins a new one.</source>
        <translation>파일 %1이(가) 손상됐어요. 프로그램을 다시 시작하면 이 파일을 따로 옮겨 두고 새로 시작해요.</translation>
    </message>
    <message>
        <source>This job is no longer in the list.</source>
        <translation>이 작업은 이제 목록에 없어요.</translation>
    </message>
    <message>
        <source>That can&apos;t be done with a job that is %1.</source>
        <translation>%1 작업에는 할 수 없는 일이에요.</translation>
    </message>
    <message>
        <source>This job was given to somebody else in the meantime. Its result was not used twice.</source>
        <translation>그사이 이 작업은 다른 쪽에 맡겨졌어요. 결과를 두 번 쓰지는 않았어요.</translation>
    </message>
    <message>
        <source>The program ended unexpectedly %1 times while it worked on this, so it is not tried again by itself. Try it once more if you know why.</source>
        <translation>이 작업을 하는 동안 프로그램이 %1번 갑자기 끝나서, 저절로 다시 하지는 않아요. 이유를 안다면 한 번 더 해 보세요.</translation>
    </message>
    <message>
        <source>More than %1 jobs can&apos;t wait at once.</source>
        <translation>한꺼번에 기다릴 수 있는 작업은 %1개까지예요.</translation>
    </message>
    <message>
        <source>This is not a recipe that is understood here (%1).</source>
        <translation>여기서 이해할 수 있는 레시피가 아니에요(%1).</translation>
    </message>
    <message>
        <source>This recipe is of a later version (%1). A newer AIN Studio can read it.</source>
        <translation>더 새로운 버전(%1)의 레시피예요. 더 새로운 AIN Studio로 읽을 수 있어요.</translation>
    </message>
    <message>
        <source>A picture of %1 × %2 pixels can&apos;t be drawn. The sides must be %3 to %4 and multiples of %5.</source>
        <translation>%1 × %2픽셀 그림은 그릴 수 없어요. 가로와 세로는 %3~%4 사이이고 %5의 배수여야 해요.</translation>
    </message>
    <message>
        <source>This setting is out of its range: %1 must be %2 to %3.</source>
        <translation>설정 범위를 벗어났어요: %1은(는) %2~%3이어야 해요.</translation>
    </message>
    <message>
        <source>Something is missing: %1.</source>
        <translation>빠진 것이 있어요: %1.</translation>
    </message>
    <message>
        <source>This is not a whole PNG file, so nothing was written into it.</source>
        <translation>온전한 PNG 파일이 아니라서 아무것도 써 넣지 않았어요.</translation>
    </message>
    <message>
        <source>This picture is no longer in the gallery.</source>
        <translation>이 그림은 이제 갤러리에 없어요.</translation>
    </message>
    <message>
        <source>The pictures can&apos;t be brought back any more.</source>
        <translation>이 그림들은 이제 되돌릴 수 없어요.</translation>
    </message>
    <message>
        <source>The image engine failed %1 times in a row, so it is not started any more by itself. Look at the details, then start it by hand.</source>
        <translation>이미지 엔진이 연달아 %1번 실패해서 더는 저절로 시작하지 않아요. 자세한 내용을 확인한 뒤 직접 시작해 주세요.</translation>
    </message>
    <message>
        <source>The memory of the image engine was given back while it drew. The picture waits in the queue and is drawn later.</source>
        <translation>그리는 중에 이미지 엔진의 메모리를 돌려줬어요. 그림은 대기열에 남아 있고 나중에 그려요.</translation>
    </message>
    <message>
        <source>The file of %1 is not where it was. Add it again on the page of the models.</source>
        <translation>%1 파일이 원래 자리에 없어요. 모델 페이지에서 다시 추가해 주세요.</translation>
    </message>
    <message>
        <source>%1 is not among your models, or can&apos;t be used. Add its file, or choose another model.</source>
        <translation>%1 모델이 목록에 없거나 쓸 수 없어요. 파일을 추가하거나 다른 모델을 골라 주세요.</translation>
    </message>
    <message>
        <source>The picture to start from is not there any more. Choose another one.</source>
        <translation>시작 그림이 이제 없어요. 다른 그림을 골라 주세요.</translation>
    </message>
    <message>
        <source>This picture has %1 × %2 pixels; at most %3 a side can be used.</source>
        <translation>이 그림은 %1 × %2픽셀이에요. 한 변에 최대 %3픽셀까지 쓸 수 있어요.</translation>
    </message>
    <message>
        <source>This is no picture that can be read, or it is damaged.</source>
        <translation>읽을 수 있는 그림이 아니거나 손상됐어요.</translation>
    </message>
    <message>
        <source>“%2” is no value for the axis “%1” of this grid.</source>
        <translation>“%2”은(는) 이 그리드의 “%1” 축에 쓸 수 없는 값이에요.</translation>
    </message>
    <message>
        <source>No model is called “%1”. See models list, or add it with models add.</source>
        <translation>“%1”이라는 모델이 없어요. models list로 보거나 models add로 추가하세요.</translation>
    </message>
    <message>
        <source>Several models fit “%1”: %2. Name one by its id.</source>
        <translation>“%1”에 맞는 모델이 여럿이에요: %2. id로 골라 주세요.</translation>
    </message>
    <message>
        <source>There is no model to draw with yet. Add a model file with models add.</source>
        <translation>아직 그릴 모델이 없어요. models add로 모델 파일을 추가하세요.</translation>
    </message>
    <message>
        <source>%1 does not say how it was made.</source>
        <translation>%1에는 만든 방법이 적혀 있지 않아요.</translation>
    </message>
    <message>
        <source>The licence of %1 (%2) forbids commercial use of pictures drawn with it. Add --non-commercial to say that you know it; --yes alone does not.</source>
        <translation>%1의 라이선스(%2)는 그것으로 그린 그림의 상업적 이용을 금지해요. 알고 있다면 --non-commercial을 붙여 주세요. --yes만으로는 안 돼요.</translation>
    </message>
    <message>
        <source>Nobody says what may stand for {%1}. Give its values, such as --trait &quot;%1=cat,dog&quot;.</source>
        <translation>{%1} 자리에 무엇을 넣을지 알 수 없어요. --trait &quot;%1=cat,dog&quot;처럼 값을 정해 주세요.</translation>
    </message>
    <message>
        <source>The prompt has no {%1}, so the values for it have no place.</source>
        <translation>프롬프트에 {%1} 자리가 없어서 그 값을 넣을 곳이 없어요.</translation>
    </message>
    <message>
        <source>“%1” is not understood. Write name=value,value:count.</source>
        <translation>“%1”을(를) 이해하지 못했어요. 이름=값,값:개수 꼴로 써 주세요.</translation>
    </message>
    <message>
        <source>The counts of {%1} add up to %2, but there are %3 pictures.</source>
        <translation>{%1}의 개수를 더하면 %2인데 그림은 %3장이에요.</translation>
    </message>
    <message>
        <source>%1 different pictures are not possible with these traits (%2 combinations in all). Add values or change the counts.</source>
        <translation>이 특성들로는 서로 다른 그림 %1장을 만들 수 없어요(가능한 조합은 모두 %2개). 값을 더하거나 개수를 바꿔 주세요.</translation>
    </message>
    <message>
        <source>None of these pictures has a recipe, so there is nothing to write beside them on a sheet.</source>
        <translation>이 그림들 가운데 레시피가 있는 것이 없어서 한 장에 모아도 옆에 적을 것이 없어요.</translation>
    </message>
    <message>
        <source>No jobs were drawn together as “%1”, or they are forgotten by now. See jobs list, or name the pictures.</source>
        <translation>“%1”(으)로 함께 그린 작업이 없거나 이미 잊혔어요. jobs list를 보거나 그림을 지정해 주세요.</translation>
    </message>
    <message>
        <source>%1 is no model file that is read here: inside it is neither safetensors nor GGUF.</source>
        <translation>%1은(는) 여기서 읽는 모델 파일이 아니에요. 내용이 safetensors도 GGUF도 아니에요.</translation>
    </message>
    <message>
        <source>No NVIDIA GPU can be used here: %1.</source>
        <translation>여기서는 NVIDIA GPU를 쓸 수 없어요: %1.</translation>
    </message>
    <message>
        <source>%1 comes in several files. Still missing: %2. Add them with “models add”.</source>
        <translation>%1은(는) 파일 여러 개로 이루어져 있어요. 아직 없는 것: %2. “models add”로 추가해 주세요.</translation>
    </message>
    <message>
        <source>The image engine broke down (%1). Nothing else is affected; try again, or use another model.</source>
        <translation>이미지 엔진이 갑자기 멈췄어요(%1). 다른 것은 안전해요. 다시 시도하거나 다른 모델을 써 보세요.</translation>
    </message>
    <message>
        <source>A message about sharing makes no sense (%1), so nothing was done with it.</source>
        <translation>나누기 메시지를 이해할 수 없어서(%1) 아무것도 하지 않았어요.</translation>
    </message>
    <message>
        <source>A message about sharing is of a newer version (%1). Update the program.</source>
        <translation>더 새로운 버전(%1)의 나누기 메시지예요. 프로그램을 업데이트해 주세요.</translation>
    </message>
    <message>
        <source>This can&apos;t be shared: %1 is above the limit of %2.</source>
        <translation>나눌 수 없어요. %1 값이 한도 %2보다 커요.</translation>
    </message>
    <message>
        <source>The message was not signed by who it says it is from, or for another network.</source>
        <translation>메시지에 적힌 보낸 사람의 서명이 아니거나 다른 네트워크의 서명이에요.</translation>
    </message>
    <message>
        <source>The message was made %1 seconds away from now. Check the clock of this computer.</source>
        <translation>지금과 %1초 차이 나는 때에 만들어진 메시지예요. 이 컴퓨터의 시계를 확인해 주세요.</translation>
    </message>
    <message>
        <source>The same message came before. It counts once.</source>
        <translation>전에 받은 것과 같은 메시지예요. 한 번만 처리돼요.</translation>
    </message>
    <message>
        <source>Too many messages came at once. Wait some minutes.</source>
        <translation>메시지가 한꺼번에 너무 많이 왔어요. 몇 분 기다려 주세요.</translation>
    </message>
    <message>
        <source>This sealed message is for another key or another job, or it was changed.</source>
        <translation>다른 키나 다른 작업에 봉인된 메시지이거나 내용이 바뀌었어요.</translation>
    </message>
    <message>
        <source>A shared job that is in the state “%1” can&apos;t take “%2”. Nothing was changed.</source>
        <translation>“%1” 상태인 나누기 작업은 “%2”을(를) 할 수 없어요. 바뀐 것은 없어요.</translation>
    </message>
    <message>
        <source>Other computers can&apos;t be asked for this (%1). Draw it on this one.</source>
        <translation>다른 컴퓨터에 맡길 수 없는 작업이에요(%1). 이 컴퓨터에서 그려 주세요.</translation>
    </message>
    <message>
        <source>The port %2 of %1 can&apos;t be opened (%3). Choose another port, or end the program that uses it.</source>
        <translation>%1의 포트 %2을(를) 열 수 없어요 (%3). 다른 포트를 고르거나, 그 포트를 쓰는 프로그램을 끝내세요.</translation>
    </message>
    <message>
        <source>“%1” can&apos;t be the name of a key: it is empty, longer than %2 characters, or another key has it.</source>
        <translation>“%1”은(는) 키 이름이 될 수 없어요. 비었거나, %2자보다 길거나, 다른 키의 이름이에요.</translation>
    </message>
    <message>
        <source>The limit %1 of a key must be %2 to %3.</source>
        <translation>키의 한도 %1은(는) %2부터 %3까지여야 해요.</translation>
    </message>
    <message>
        <source>There are %1 keys already. Revoke one that is no longer needed.</source>
        <translation>키가 벌써 %1개예요. 더 필요 없는 키를 하나 없애세요.</translation>
    </message>
    <message>
        <source>There is no key “%1”. See api keys list.</source>
        <translation>“%1”이라는 키가 없어요. api keys list로 확인하세요.</translation>
    </message>
    <message>
        <source>The list of keys can&apos;t be read (%1), so no key opens the door. Put back a copy of it, or delete it and make new keys.</source>
        <translation>키 목록을 읽을 수 없어서 (%1) 어떤 키로도 문이 열리지 않아요. 사본을 되돌려 놓거나, 목록을 지우고 새 키를 만드세요.</translation>
    </message>
    <message>
        <source>No model “%1” is offered here.</source>
        <translation>여기에는 “%1” 모델이 없어요.</translation>
    </message>
    <message>
        <source>Nothing is drawn for others now; the owner of the computer needs it. Try again later.</source>
        <translation>지금은 다른 사람의 그림을 그리지 않아요. 컴퓨터 주인이 쓰고 있어요. 나중에 다시 해 보세요.</translation>
    </message>
    <message>
        <source>“%1” can&apos;t be the address of a node. Write an https address, or an http one of this computer.</source>
        <translation>“%1”은(는) 노드 주소가 될 수 없어요. https 주소를 쓰세요. http는 이 컴퓨터의 주소에만 쓸 수 있어요.</translation>
    </message>
    <message>
        <source>The node %1 can&apos;t be reached (%2).</source>
        <translation>노드 %1에 닿을 수 없어요 (%2).</translation>
    </message>
    <message>
        <source>The node %1 said no (%2 %3).</source>
        <translation>노드 %1이(가) 거절했어요 (%2 %3).</translation>
    </message>
    <message>
        <source>The signature of another node can&apos;t be accepted (%1).</source>
        <translation>다른 노드의 서명을 받아들일 수 없어요 (%1).</translation>
    </message>
    <message>
        <source>What the node sent is not the picture that was ordered (%1). It was not opened.</source>
        <translation>노드가 보낸 것은 청한 그림이 아니에요 (%1). 열지 않았어요.</translation>
    </message>
    <message>
        <source>The app %1 was not set up on this network yet, so nothing can be settled in it.</source>
        <translation>이 네트워크에는 아직 앱 %1이(가) 없어서 정산할 수 없어요.</translation>
    </message>
    <message>
        <source>An app named %1 exists here, but its rules are not those that keep payments apart. Nothing is signed for it and nothing of it is taken.</source>
        <translation>여기에 %1이라는 앱이 있지만 규칙이 정산에 쓰는 규칙과 달라요. 이 앱에는 서명하지 않고, 이 앱의 것도 받지 않아요.</translation>
    </message>
    <message>
        <source>A record on the chain is not as it should be (%1), so it is not used.</source>
        <translation>체인의 기록이 올바르지 않아서(%1) 쓰지 않아요.</translation>
    </message>
    <message>
        <source>The voucher was not taken: %1.</source>
        <translation>지급 증서를 받지 않았어요: %1.</translation>
    </message>
    <message>
        <source>There is no session %1.</source>
        <translation>세션 %1이(가) 없어요.</translation>
    </message>
    <message>
        <source>The session %1 has ended, or is too near to its end.</source>
        <translation>세션 %1이(가) 끝났거나 곧 끝나요.</translation>
    </message>
    <message>
        <source>These terms are not acceptable: %1.</source>
        <translation>받아들일 수 없는 조건이에요: %1.</translation>
    </message>
    <message>
        <source>What is said of this job does not fit (%1).</source>
        <translation>이 작업에 대한 내용이 맞지 않아요(%1).</translation>
    </message>
    <message>
        <source>That does not fit in a tab of %1 AIN. It goes on when what was delivered is signed for.</source>
        <translation>한도 %1 AIN에 들어가지 않아요. 받은 작업에 서명하면 계속할 수 있어요.</translation>
    </message>
    <message>
        <source>The provider closes tabs too often: the last one came to %1 AIN only, and each costs you a fee. Wait a while, or ask another provider.</source>
        <translation>제공자가 외상을 너무 자주 정산해요. 지난번은 %1 AIN뿐이었고, 매번 내 수수료가 들어요. 잠시 기다리거나 다른 제공자에게 맡겨 주세요.</translation>
    </message>
    <message>
        <source>Everything that was delivered is signed for already.</source>
        <translation>받은 작업에는 모두 서명했어요.</translation>
    </message>
    <message>
        <source>There is no voucher here that could be cashed now.</source>
        <translation>지금 현금화할 수 있는 지급 증서가 없어요.</translation>
    </message>
    <message>
        <source>The requester&apos;s account has %2 AIN, but %1 AIN are needed. Nothing was paid; it is tried again later, and no more work is done until then.</source>
        <translation>요청자 계정에 %2 AIN이 있는데 %1 AIN이 필요해요. 지급된 것은 없어요. 나중에 다시 시도하고, 그때까지 작업하지 않아요.</translation>
    </message>
    <message>
        <source>The chain would refuse the voucher now (code %1: %2). It was not sent.</source>
        <translation>지금은 체인이 이 증서를 거절해요(코드 %1: %2). 보내지 않았어요.</translation>
    </message>
    <message>
        <source>The requester had a tab settled for %2 AIN, though it signed for %1 AIN. Nothing more is done for it.</source>
        <translation>요청자가 %1 AIN에 서명하고도 %2 AIN만 정산되게 했어요. 이 요청자의 작업은 더 하지 않아요.</translation>
    </message>
    <message>
        <source>To offer a GPU in %1, %2 AIN must be staked there; you have staked %3 AIN.</source>
        <translation>%1에서 GPU를 내놓으려면 %2 AIN을 스테이킹해야 해요. 지금은 %3 AIN이에요.</translation>
    </message>
    <message>
        <source>Nobody drew this picture (%1). Nothing was paid for it.</source>
        <translation>아무도 이 그림을 그리지 않았어요(%1). 지불한 것은 없어요.</translation>
    </message>
    <message>
        <source>There is no such job here.</source>
        <translation>그런 작업은 여기에 없어요.</translation>
    </message>
    <message>
        <source>The picture that %1 delivered does not hold: %2. It is not paid, and this provider is not asked again.</source>
        <translation>%1에서 보낸 그림은 맞지 않아요: %2. 지불하지 않고, 이 제공자에게 다시 묻지 않아요.</translation>
    </message>
    <message>
        <source>This is not drawn for others here: %1.</source>
        <translation>여기서는 다른 사람에게 이것을 그려 주지 않아요: %1.</translation>
    </message>
    <message>
        <source>The program nats-server is not there. Install the package nats-server.</source>
        <translation>nats-server 프로그램이 없어요. nats-server 패키지를 설치하세요.</translation>
    </message>
    <message>
        <source>nats-server ends again and again: %1</source>
        <translation>nats-server가 계속 꺼져요: %1</translation>
    </message>
    <message>
        <source>This computer is in a pool already, as “%1”. Leave that one first.</source>
        <translation>이 컴퓨터는 이미 “%1” 이름으로 풀에 들어 있어요. 먼저 그 풀에서 나오세요.</translation>
    </message>
    <message>
        <source>“%1” can&apos;t be the name of a computer of the pool. Use up to 32 of a to z, 0 to 9 and -.</source>
        <translation>“%1”은(는) 풀에 든 컴퓨터의 이름이 될 수 없어요. a~z, 0~9, -를 32자까지 쓰세요.</translation>
    </message>
    <message>
        <source>There is a computer “%1” in the pool already. Choose another name, or let the old one in no more first.</source>
        <translation>풀에 “%1” 컴퓨터가 이미 있어요. 다른 이름을 고르거나, 먼저 예전 것을 내보내세요.</translation>
    </message>
    <message>
        <source>There is no computer “%1” in the pool that could leave it.</source>
        <translation>풀에서 내보낼 수 있는 “%1” 컴퓨터가 없어요.</translation>
    </message>
    <message>
        <source>The pool has no room for more (%1; the limit is %2).</source>
        <translation>풀에 자리가 더 없어요(%1, 한도 %2).</translation>
    </message>
    <message>
        <source>The file %1 of the pool is damaged. Put back a copy of it, or leave the pool and join it anew.</source>
        <translation>풀의 파일 %1이(가) 손상됐어요. 사본을 되돌려 놓거나, 풀에서 나왔다가 다시 들어가세요.</translation>
    </message>
    <message>
        <source>The pool at %1 does not answer. Check that it is served and the net between.</source>
        <translation>%1의 풀이 응답하지 않아요. 풀이 열려 있는지, 그 사이 네트워크가 되는지 확인하세요.</translation>
    </message>
    <message>
        <source>The pool at %1 does not let this computer in, or not do this. Ask for a new invitation there.</source>
        <translation>%1의 풀이 이 컴퓨터를 들여보내지 않거나 이 일을 허락하지 않아요. 그쪽에 새 초대장을 부탁하세요.</translation>
    </message>
    <message>
        <source>Somebody else than the pool answers at %1: the certificate is not the one of the invitation. Nothing was sent.</source>
        <translation>%1에서 풀이 아닌 다른 누군가가 응답해요. 인증서가 초대장의 것과 달라요. 아무것도 보내지 않았어요.</translation>
    </message>
    <message>
        <source>A message in the pool makes no sense (%1), so nothing was done with it.</source>
        <translation>풀에서 온 메시지가 말이 되지 않아(%1) 아무것도 하지 않았어요.</translation>
    </message>
    <message>
        <source>What %1 sent is not the picture that it announced. It was thrown away.</source>
        <translation>%1이(가) 보낸 것은 알려 온 그림이 아니에요. 버렸어요.</translation>
    </message>
    <message>
        <source>A picture was given up after %1 tries.</source>
        <translation>그림 하나를 %1번 시도한 끝에 포기했어요.</translation>
    </message>
    <message>
        <source>%1 could not draw a picture (%2).</source>
        <translation>%1이(가) 그림을 그리지 못했어요(%2).</translation>
    </message>
    <message>
        <source>This computer is in no pool. Make one (My boxes, or pool serve), or join one with an invitation.</source>
        <translation>이 컴퓨터는 어느 풀에도 들어 있지 않아요. 풀을 만들거나(내 컴퓨터들 또는 pool serve), 초대장으로 들어가세요.</translation>
    </message>
    <message>
        <source>No pool is served by this computer. Do that where the pool was made.</source>
        <translation>이 컴퓨터는 풀을 열고 있지 않아요. 풀을 만든 컴퓨터에서 하세요.</translation>
    </message>
    <message>
        <source>This is not a whole invitation (%1). Copy it again, all of it, where it was made.</source>
        <translation>온전한 초대장이 아니에요(%1). 만든 곳에서 처음부터 끝까지 다시 복사하세요.</translation>
    </message>
    <message>
        <source>No computer that works for the pool now has the model “%1”. My boxes (or pool fleet) shows which models there are.</source>
        <translation>지금 풀에서 일하는 컴퓨터 가운데 “%1” 모델이 있는 것이 없어요. 내 컴퓨터들(또는 pool fleet)에서 어떤 모델이 있는지 보세요.</translation>
    </message>
    <message>
        <source>No computer works for the pool now. Let one of them draw for it: My boxes, or pool work.</source>
        <translation>지금 풀에서 일하는 컴퓨터가 없어요. 한 대가 풀을 위해 그리게 하세요: 내 컴퓨터들 또는 pool work.</translation>
    </message>
    <message>
        <source>This payment link is for another network (%1). Open that network first; nothing was filled in.</source>
        <translation>다른 네트워크(%1)의 결제 링크예요. 그 네트워크를 먼저 여세요. 아무것도 채우지 않았어요.</translation>
    </message>
    <message>
        <source>This is no signing request and no signature of this program, or it is damaged (%1). Nothing was signed or sent.</source>
        <translation>이 프로그램의 서명 요청이나 서명이 아니거나 손상됐어요(%1). 아무것도 서명하거나 보내지 않았어요.</translation>
    </message>
    <message>
        <source>A newer version of this program wrote this (format %1). Update this copy.</source>
        <translation>더 새로운 버전의 프로그램이 만든 것이에요(형식 %1). 이 프로그램을 업데이트하세요.</translation>
    </message>
    <message>
        <source>This request was good until %1. Make a new one.</source>
        <translation>이 요청은 %1까지 쓸 수 있었어요. 새로 만드세요.</translation>
    </message>
    <message>
        <source>This is for the network %1, but here it is %2. Each network has keys of its own.</source>
        <translation>%1 네트워크의 것인데 여기는 %2이에요. 키는 네트워크마다 따로예요.</translation>
    </message>
    <message>
        <source>The key of %1 on the network %2 is not in this vault, so it can&apos;t be signed here.</source>
        <translation>%2 네트워크의 %1 키가 이 금고에 없어서 여기서는 서명할 수 없어요.</translation>
    </message>
    <message>
        <source>No request that this copy made waits for this signature. It may have been sent already, or was made by another copy.</source>
        <translation>이 프로그램에는 이 서명을 기다리는 요청이 없어요. 이미 보냈거나 다른 컴퓨터에서 만든 요청일 수 있어요.</translation>
    </message>
    <message>
        <source>This signature does not belong to that request and its account. Nothing was sent.</source>
        <translation>이 서명은 그 요청과 계정의 것이 아니에요. 아무것도 보내지 않았어요.</translation>
    </message>
    <message>
        <source>Another transaction used the number %1 in the meantime (the next one is %2). Make a new request.</source>
        <translation>그사이 다른 거래가 %1번을 썼어요(다음은 %2번). 요청을 새로 만드세요.</translation>
    </message>
    <message>
        <source>Enter an amount: how much “everything” is depends on the fee, which is known only after signing.</source>
        <translation>금액을 입력하세요. ‘전부’가 얼마인지는 수수료에 달려 있는데, 수수료는 서명한 뒤에야 알 수 있어요.</translation>
    </message>
    <message>
        <source>This is too long for pictures (%1 bytes; the limit is %2). Use a file.</source>
        <translation>QR 코드로 보여 주기에는 너무 길어요(%1바이트, 한도는 %2). 파일을 쓰세요.</translation>
    </message>
    <message>
        <source>This picture holds no part of a request or a signature (%1).</source>
        <translation>이 사진에는 요청이나 서명의 조각이 없어요(%1).</translation>
    </message>
    <message>
        <source>No QR code was found in this picture. Take a sharper or larger one.</source>
        <translation>이 사진에서 QR 코드를 찾지 못했어요. 더 선명하거나 큰 사진을 쓰세요.</translation>
    </message>
    <message>
        <source>This is not a picture that is read here: PNG, JPEG, WebP or BMP.</source>
        <translation>여기서 읽을 수 있는 사진(PNG, JPEG, WebP, BMP)이 아니에요.</translation>
    </message>
    <message>
        <source>This picture is too large: at most %1 pixels on a side and %2 MB.</source>
        <translation>사진이 너무 커요. 한 변은 %1픽셀, 파일은 %2MB까지예요.</translation>
    </message>
    <message>
        <source>AIN Studio is running with this data directory already, but does not answer (process %1).</source>
        <translation>AIN Studio가 이 데이터 폴더로 이미 실행 중인데 답하지 않아요(프로세스 %1).</translation>
    </message>
    <message>
        <source>This looks like a private key or recovery words. They don&apos;t belong here, and whoever sees them can take everything. It was not kept; clear the clipboard too.</source>
        <translation>개인 키나 복구 단어처럼 보여요. 여기에 쓰는 것이 아니고, 본 사람은 모든 것을 가져갈 수 있어요. 남겨 두지 않고 지웠으니 클립보드도 지워 주세요.</translation>
    </message>
    <message>
        <source>A name or note has at least one and at most %1 characters, and none that can&apos;t be seen.</source>
        <translation>이름이나 메모는 한 글자 이상 %1자 이하이고, 보이지 않는 문자가 없어야 해요.</translation>
    </message>
    <message>
        <source>A name must not begin like an address or a link.</source>
        <translation>이름은 주소나 링크처럼 시작할 수 없어요.</translation>
    </message>
    <message>
        <source>The name “%1” already belongs to another address (%2). Choose another name.</source>
        <translation>“%1”은(는) 이미 다른 주소(%2)의 이름이에요. 다른 이름을 골라 주세요.</translation>
    </message>
    <message>
        <source>This address is in your contacts already, as “%2” (%1).</source>
        <translation>이 주소는 이미 연락처에 “%2”(%1)로 있어요.</translation>
    </message>
    <message>
        <source>Nobody is called “%1” among your contacts and accounts.</source>
        <translation>연락처와 계정에 “%1”이라는 이름이 없어요.</translation>
    </message>
    <message>
        <source>“%1” is the name of a contact and of an account, or of several accounts. Give the address instead.</source>
        <translation>“%1”은(는) 연락처와 계정, 또는 여러 계정의 이름이에요. 대신 주소를 적어 주세요.</translation>
    </message>
    <message>
        <source>There is no room for more than %1 of them.</source>
        <translation>%1개까지만 둘 수 있어요.</translation>
    </message>
    <message>
        <source>%1 is called “%2” here, and that was kept.</source>
        <translation>%1에는 여기서 “%2”라는 이름이 있어서 그대로 뒀어요.</translation>
    </message>
    <message>
        <source>This line is no label (%1).</source>
        <translation>이 줄은 라벨이 아니에요(%1).</translation>
    </message>
    <message>
        <source>This file has more than %2 %1. Nothing of it was read.</source>
        <translation>이 파일은 %2%1보다 커요. 아무것도 읽지 않았어요.</translation>
    </message>
    <message>
        <source>There is nothing to sign. Write a message first.</source>
        <translation>서명할 것이 없어요. 먼저 메시지를 적어 주세요.</translation>
    </message>
    <message>
        <source>A message that begins with 0x is not signed: it would be decoded first, so what is signed would not be what you read.</source>
        <translation>0x로 시작하는 메시지에는 서명하지 않아요. 먼저 해독되어서, 읽은 것과 다른 것에 서명하게 되기 때문이에요.</translation>
    </message>
    <message>
        <source>This reads like a transaction. It is never signed as a message.</source>
        <translation>거래로 읽히는 글이에요. 메시지로는 절대 서명하지 않아요.</translation>
    </message>
    <message>
        <source>This reads like an order that programs sign among themselves. It is never signed as a message.</source>
        <translation>프로그램끼리 서명해 주고받는 주문으로 읽히는 글이에요. 메시지로는 절대 서명하지 않아요.</translation>
    </message>
    <message>
        <source>No: this is not a signature of exactly this text by %1.</source>
        <translation>아니요. %1이(가) 정확히 이 글에 한 서명이 아니에요.</translation>
    </message>
    <message>
        <source>Nothing was sent: this recipient is dangerous (%1). If you mean exactly this address, add --yes-really.</source>
        <translation>아무것도 보내지 않았어요. 받는 주소가 위험해요(%1). 정확히 이 주소가 맞다면 --yes-really를 덧붙여 주세요.</translation>
    </message>
    <message>
        <source>What the wallet allowed this program for paid work has run out. Unlock the vault once.</source>
        <translation>유료 작업을 위해 지갑이 이 프로그램에 허락한 기간이 끝났어요. 금고를 한 번 열어 주세요.</translation>
    </message>
    <message>
        <source>This is not a whole PNG file. Content Credentials are read from and written into PNG files only.</source>
        <translation>온전한 PNG 파일이 아니에요. 콘텐츠 자격 증명은 PNG 파일에서만 읽고 쓸 수 있어요.</translation>
    </message>
</context>
<context>
    <name>Explain</name>
    <message>
        <source>Send %1 AIN to %2.</source>
        <translation>%1 AIN을 %2(으)로 보내요.</translation>
    </message>
    <message>
        <source>The chain has no account %1 yet: opening it makes the fee higher this once.</source>
        <translation>체인에 계정 %1이(가) 아직 없어요. 새로 여느라 이번만 수수료가 더 들어요.</translation>
    </message>
    <message>
        <source>Create the app %1. Its name can&apos;t be used again.</source>
        <translation>앱 %1을(를) 만들어요. 이 이름은 다시 쓸 수 없어요.</translation>
    </message>
    <message>
        <source>Write a value at %1.</source>
        <translation>%1에 값을 써요.</translation>
    </message>
    <message>
        <source>Delete what is at %1.</source>
        <translation>%1에 있는 것을 지워요.</translation>
    </message>
    <message>
        <source>Add %2 to the number at %1.</source>
        <translation>%1의 수에 %2을(를) 더해요.</translation>
    </message>
    <message>
        <source>Take %2 from the number at %1.</source>
        <translation>%1의 수에서 %2을(를) 빼요.</translation>
    </message>
    <message>
        <source>Change the rule of who may write at %1.</source>
        <translation>%1에 누가 쓸 수 있는지 규칙을 바꿔요.</translation>
    </message>
    <message>
        <source>Change who owns %1.</source>
        <translation>%1의 소유자를 바꿔요.</translation>
    </message>
    <message>
        <source>Change what is triggered at %1.</source>
        <translation>%1에서 실행되는 함수를 바꿔요.</translation>
    </message>
    <message>
        <source>Stake %1 AIN for the app %2. It is locked for a while.</source>
        <translation>앱 %2에 %1 AIN을 스테이킹해요. 한동안 잠겨요.</translation>
    </message>
    <message>
        <source>Extend the lock of the stake for the app %1.</source>
        <translation>앱 %1의 스테이킹 잠금을 늘려요.</translation>
    </message>
    <message>
        <source>Take %1 AIN back from the stake for the app %2.</source>
        <translation>앱 %2의 스테이킹에서 %1 AIN을 되찾아요.</translation>
    </message>
    <message>
        <source>Claim %1 AIN of validator rewards.</source>
        <translation>검증인 보상 %1 AIN을 받아요.</translation>
    </message>
    <message>
        <source>Use up the number %1 so that the transaction %2 can never happen any more.</source>
        <translation>번호 %1을(를) 써 버려서 거래 %2이(가) 다시는 실행되지 않게 해요.</translation>
    </message>
    <message>
        <source>Create the collection “%1” (%2) for at most %3 tokens.</source>
        <translation>토큰 최대 %3개인 컬렉션 “%1” (%2)을(를) 만들어요.</translation>
    </message>
    <message>
        <source>Mint token #%2 “%3” in the collection “%1”.</source>
        <translation>컬렉션 “%1”에 토큰 #%2 “%3”을(를) 발행해요.</translation>
    </message>
    <message>
        <source>Give token #%2 of the collection “%1” to %3. Only the new owner could give it back.</source>
        <translation>컬렉션 “%1”의 토큰 #%2을(를) %3에게 보내요. 새 소유자만 돌려줄 수 있어요.</translation>
    </message>
    <message>
        <source>An operation of the type %1 that this program does not know.</source>
        <translation>이 프로그램이 모르는 %1 종류의 작업이에요.</translation>
    </message>
    <message>
        <source>You never sent anything to %1 before. Compare the whole address.</source>
        <translation>%1에는 처음 보내요. 주소 전체를 비교하세요.</translation>
    </message>
    <message>
        <source>%1 begins and ends like %2, which you know, but it is another address.</source>
        <translation>%1은(는) 아는 주소 %2와(과) 앞뒤가 같지만 다른 주소예요.</translation>
    </message>
    <message>
        <source>Nothing is left in this account for later fees.</source>
        <translation>이 계정에 나중에 쓸 수수료가 남지 않아요.</translation>
    </message>
    <message>
        <source>This changes who may do what at %1. Sign only if you mean exactly that.</source>
        <translation>%1의 권한을 바꾸는 작업이에요. 정확히 그것을 원할 때만 서명하세요.</translation>
    </message>
    <message>
        <source>This lets the chain delete old entries at %1 by itself.</source>
        <translation>체인이 %1의 오래된 항목을 스스로 지우게 돼요.</translation>
    </message>
    <message>
        <source>In this layout the creator can take tokens back and change their metadata after a sale.</source>
        <translation>이 방식에서는 만든 사람이 판 뒤에도 토큰을 되가져가고 메타데이터를 바꿀 수 있어요.</translation>
    </message>
    <message>
        <source>The id of this collection does not follow from its creator: its origin can&apos;t be checked.</source>
        <translation>이 컬렉션의 id는 만든 사람과 이어지지 않아서 출처를 확인할 수 없어요.</translation>
    </message>
    <message>
        <source>What is at %1 is deleted for good.</source>
        <translation>%1에 있는 것이 영영 지워져요.</translation>
    </message>
    <message>
        <source>This moves or writes something in the name of another account (%1).</source>
        <translation>다른 계정(%1)의 이름으로 옮기거나 쓰는 작업이에요.</translation>
    </message>
    <message>
        <source>%1 may change this app and everything in it.</source>
        <translation>%1이(가) 이 앱과 그 안의 모든 것을 바꿀 수 있어요.</translation>
    </message>
    <message>
        <source>All that you have staked there is locked until %1 or later.</source>
        <translation>거기에 스테이킹한 것은 모두 %1까지, 또는 그 뒤까지 잠겨요.</translation>
    </message>
    <message>
        <source>Set up the app %1, in which shared GPUs are offered, agreed on and paid. Its name can&apos;t be used again.</source>
        <translation>나눠 쓰는 GPU를 내놓고, 약속하고, 정산하는 앱 %1을(를) 만들어요. 이 이름은 다시 쓸 수 없어요.</translation>
    </message>
    <message>
        <source>Nobody can change the rules of %1 afterwards, not even you.</source>
        <translation>만든 뒤에는 누구도 %1의 규칙을 바꿀 수 없어요. 만든 사람도 마찬가지예요.</translation>
    </message>
    <message>
        <source>Whoever offers a GPU in %1 keeps a stake there. It stays yours; after the lock you can take it back and leave.</source>
        <translation>%1에서 GPU를 내놓으려면 AIN을 스테이킹해 두어야 해요. 여전히 내 것이고, 잠금이 끝나면 찾아서 그만둘 수 있어요.</translation>
    </message>
    <message>
        <source>Offer your GPU in %1 for at least %2 AIN per megapixel-step. Everybody can read this.</source>
        <translation>%1에 내 GPU를 메가픽셀·스텝당 %2 AIN 이상으로 내놓아요. 누구나 볼 수 있어요.</translation>
    </message>
    <message>
        <source>Take your offer in %1 back. Sessions that are open stay open.</source>
        <translation>%1에 올린 내 제안을 거둬요. 열려 있는 세션은 그대로예요.</translation>
    </message>
    <message>
        <source>Publish that you served %1 requests. Nothing about their content is said.</source>
        <translation>요청 %1건을 처리했다고 공개해요. 내용에 대해서는 아무것도 밝히지 않아요.</translation>
    </message>
    <message>
        <source>Agree with %1 on %2 AIN per megapixel-step, until %3.</source>
        <translation>%1와(과) 메가픽셀·스텝당 %2 AIN으로 약속해요. %3까지예요.</translation>
    </message>
    <message>
        <source>Nothing is paid now. For work that was delivered you sign vouchers; a tab never comes to more than %1 AIN.</source>
        <translation>지금은 아무것도 내지 않아요. 받은 작업에 대해서만 지급 증서에 서명하고, 외상은 한 번에 %1 AIN을 넘지 않아요.</translation>
    </message>
    <message>
        <source>A voucher of %1 AIN to %2 for %3 delivered jobs (tab %4). It is paid once, when the provider cashes it.</source>
        <translation>받은 작업 %3건에 대해 %2에게 주는 %1 AIN짜리 지급 증서예요(외상 %4번). 제공자가 현금화할 때 한 번만 지급돼요.</translation>
    </message>
    <message>
        <source>It takes the place of the voucher of %1 AIN before it: only one of them can be paid.</source>
        <translation>앞서 서명한 %1 AIN짜리 증서를 대신해요. 둘 중 하나만 지급될 수 있어요.</translation>
    </message>
    <message>
        <source>When a voucher is cashed, the network&apos;s fee is taken from your account too.</source>
        <translation>증서가 현금화될 때 네트워크 수수료도 내 계정에서 나가요.</translation>
    </message>
    <message>
        <source>Delete %1 records of a session that ended long ago.</source>
        <translation>오래전에 끝난 세션의 기록 %1개를 지워요.</translation>
    </message>
    <message>
        <source>A tab may come to %1 AIN, but this account has %2 AIN. Without enough AIN vouchers can&apos;t be cashed and the provider stops working.</source>
        <translation>외상이 %1 AIN까지 될 수 있는데 이 계정에는 %2 AIN이 있어요. AIN이 모자라면 증서를 현금화할 수 없고 제공자가 작업을 멈춰요.</translation>
    </message>
    <message>
        <source>It is transaction number %1 of this account, on the network %2.</source>
        <translation>이 계정의 %1번 거래이고, 네트워크는 %2이에요.</translation>
    </message>
    <message>
        <source>This offers %1 µAIN for a unit of gas instead of the usual %2: the fee will be higher.</source>
        <translation>가스 한 단위에 보통의 %2µAIN이 아니라 %1µAIN을 내요. 수수료가 더 들어요.</translation>
    </message>
    <message>
        <source>Nobody has a key to %1: what is sent there is gone for ever.</source>
        <translation>%1의 키는 아무에게도 없어요. 그곳에 보낸 것은 영영 사라져요.</translation>
    </message>
    <message>
        <source>%1 is the address of the collection “%2”, not of a person. Nobody has its key: AIN that is sent there is gone for ever.</source>
        <translation>%1은(는) 사람이 아니라 컬렉션 “%2”의 주소예요. 키를 가진 사람이 없어서, 그곳에 보낸 AIN은 영영 사라져요.</translation>
    </message>
    <message>
        <source>%1 is one of your own accounts.</source>
        <translation>%1은(는) 내 계정이에요.</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 AIN</source>
        <extracomment>An amount of money: %1 is the figure</extracomment>
        <translation>%1 AIN</translation>
    </message>
    <message>
        <source>Today %1</source>
        <translation>오늘 %1</translation>
    </message>
    <message>
        <source>Yesterday %1</source>
        <translation>어제 %1</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>방금</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>%1초 전</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1분 전</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>%1시간 전</translation>
    </message>
    <message>
        <source>prepared</source>
        <translation>준비됨</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>서명됨</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>접수됨</translation>
    </message>
    <message>
        <source>in block · not final</source>
        <translation>블록 안 · 확정 대기</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>reverted</source>
        <translation>되돌려짐</translation>
    </message>
    <message>
        <source>Practice network</source>
        <translation>연습 네트워크</translation>
    </message>
    <message>
        <source>Testnet</source>
        <translation>테스트넷</translation>
    </message>
    <message>
        <source>Mainnet</source>
        <translation>메인넷</translation>
    </message>
    <message>
        <source>Watched address</source>
        <translation>지켜보는 주소</translation>
    </message>
    <message>
        <source>My wallet</source>
        <translation>내 지갑</translation>
    </message>
    <message>
        <source>You have never sent to this address. Compare every group with the one you were given.</source>
        <translation>이 주소에는 처음 보내요. 받은 주소와 네 글자씩 모두 비교해 보세요.</translation>
    </message>
    <message>
        <source>Careful: this looks like %1 (%2) but is a different address. Look-alike addresses are a common fraud.</source>
        <translation>조심하세요. %1 (%2)와(과) 비슷하지만 다른 주소예요. 비슷한 주소는 흔한 사기 수법이에요.</translation>
    </message>
    <message>
        <source>Careful: this looks like an address you know (%1) but is a different one. Look-alike addresses are a common fraud.</source>
        <translation>조심하세요. 아는 주소(%1)와 비슷하지만 다른 주소예요. 비슷한 주소는 흔한 사기 수법이에요.</translation>
    </message>
    <message>
        <source>This is one of your own accounts.</source>
        <translation>내 계정 가운데 하나예요.</translation>
    </message>
    <message>
        <source>The chain has never seen this address. That is normal for a new wallet.</source>
        <translation>체인에 나온 적이 없는 주소예요. 새 지갑이라면 자연스러운 일이에요.</translation>
    </message>
    <message>
        <source>Nothing is left in the account to pay later fees.</source>
        <translation>나중에 쓸 수수료가 계정에 남지 않아요.</translation>
    </message>
    <message>
        <source>Nobody can take this back once it is final.</source>
        <translation>확정되면 아무도 되돌릴 수 없어요.</translation>
    </message>
    <message>
        <source>Compatible layout: the creator of the collection can take this token back later.</source>
        <translation>호환형: 컬렉션을 만든 사람이 나중에 이 토큰을 되가져갈 수 있어요.</translation>
    </message>
    <message>
        <source>final · reported by node</source>
        <translation>확정 · 노드가 알려 줌</translation>
    </message>
    <message>
        <source>a time that no calendar reaches</source>
        <translation>달력에 없는 먼 훗날</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n일</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n시간</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n분</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody owns this address: it has no key. What is sent there is gone for ever, and no one, us least of all, can bring it back.</source>
        <translation>이 주소는 주인이 없어요. 열쇠가 없는 주소예요. 여기로 보낸 것은 영원히 사라지고, 저희를 포함해 누구도 되찾을 수 없어요.</translation>
    </message>
    <message>
        <source>Everything you have staked here is locked until %1. Nobody can release it sooner.</source>
        <translation>여기에 스테이킹한 전부가 %1까지 잠겨요. 그 전에는 누구도 풀 수 없어요.</translation>
    </message>
    <message>
        <source>There is no app of this name on this network. Check the spelling.</source>
        <translation>이 네트워크에 그런 이름의 앱이 없어요. 철자를 확인하세요.</translation>
    </message>
    <message>
        <source>I want to destroy it for ever</source>
        <translation>영원히 없애는 것임을 알고 있어요</translation>
    </message>
    <message>
        <source>checking the proof…</source>
        <translation>증명 확인 중…</translation>
    </message>
    <message>
        <source>%1 said so; its proof is being checked now.</source>
        <translation>%1의 말이에요. 지금 증명을 확인하고 있어요.</translation>
    </message>
    <message>
        <source>A node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>Block %1, %2 (%3).</source>
        <translation>블록 %1, %2 (%3).</translation>
    </message>
    <message>
        <source>Said by %1.</source>
        <translation>%1의 말이에요.</translation>
    </message>
    <message>
        <source>Compatible layout</source>
        <translation>호환형</translation>
    </message>
    <message>
        <source>Locked · proven</source>
        <translation>잠금형 · 증명됨</translation>
    </message>
    <message>
        <source>Rules: checking…</source>
        <translation>규칙 확인 중…</translation>
    </message>
    <message>
        <source>Rules not proven</source>
        <translation>규칙이 증명되지 않음</translation>
    </message>
    <message>
        <source>The creator of the collection can take this token back.</source>
        <translation>컬렉션을 만든 사람이 이 토큰을 되가져갈 수 있어요.</translation>
    </message>
    <message>
        <source>Only the owner can give this token away; not even its creator can take it back. The rules and the transaction that made them are proven.</source>
        <translation>소유자만 이 토큰을 넘길 수 있고, 만든 사람도 되가져갈 수 없어요. 그 규칙과 규칙을 만든 거래가 증명됐어요.</translation>
    </message>
    <message>
        <source>A node says that only the owner can give this token away. That is not proven: don’t pay for it on this ground.</source>
        <translation>소유자만 이 토큰을 넘길 수 있다고 노드가 말해요. 증명된 것은 아니니 이것만 믿고 돈을 내지 마세요.</translation>
    </message>
    <message>
        <source>This is the address of the collection “%1”, not of a person. Nobody has its key: AIN that is sent there is gone for ever.</source>
        <translation>사람이 아니라 컬렉션 “%1”의 주소예요. 키를 가진 사람이 없어서, 그곳에 보낸 AIN은 영영 사라져요.</translation>
    </message>
    <message>
        <source>I compared all 40 digits: this is the address I mean</source>
        <translation>40자리를 모두 맞춰 봤고, 보내려는 주소가 맞아요</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Data directory.</source>
        <translation>데이터 폴더.</translation>
    </message>
    <message>
        <source>Payment link (ain:…) to fill in.</source>
        <translation>채워 넣을 결제 링크 (ain:…).</translation>
    </message>
    <message>
        <source>Default settings, no sharing, no tray, no network until you choose one.</source>
        <translation>기본 설정으로 시작하고, 나누기와 트레이를 끄고, 네트워크는 고를 때까지 열지 않아요.</translation>
    </message>
    <message>
        <source>Start with the window minimised.</source>
        <translation>창을 최소화한 채로 시작해요.</translation>
    </message>
</context>
<context>
    <name>Proof</name>
    <message>
        <source>proven</source>
        <translation>증명됨</translation>
    </message>
    <message>
        <source>proven, older</source>
        <translation>증명됨(이전 블록)</translation>
    </message>
    <message>
        <source>the app’s word</source>
        <translation>앱의 말</translation>
    </message>
    <message>
        <source>not proven</source>
        <translation>증명 안 됨</translation>
    </message>
    <message>
        <source>contradicted</source>
        <translation>모순됨</translation>
    </message>
    <message>
        <source>Proven: it follows from a block that the chain’s validators signed.</source>
        <translation>증명됨: 체인의 검증인들이 서명한 블록에서 나온 값이에요.</translation>
    </message>
    <message>
        <source>It was proven by a signed block, but newer blocks exist or should: it may have changed since.</source>
        <translation>서명된 블록으로 증명됐지만, 더 새로운 블록이 있거나 있어야 해요. 그 뒤에 바뀌었을 수 있어요.</translation>
    </message>
    <message>
        <source>The app’s word: it stands in a signed block, but those who write for this app could have made it look so.</source>
        <translation>앱의 말: 서명된 블록에 있지만, 이 앱에 쓸 수 있는 사람이 그렇게 보이게 했을 수 있어요.</translation>
    </message>
    <message>
        <source>Not proven: a node said so, and nobody has checked it.</source>
        <translation>증명 안 됨: 노드가 그렇게 말했을 뿐, 확인된 것이 아니에요.</translation>
    </message>
    <message>
        <source>Contradicted: what a node said does not fit what the validators signed. Don’t rely on it; choose another node in the settings.</source>
        <translation>모순됨: 노드의 말이 검증인들이 서명한 내용과 맞지 않아요. 믿지 말고 설정에서 다른 노드를 고르세요.</translation>
    </message>
    <message>
        <source>the practice network of this computer</source>
        <translation>이 컴퓨터의 연습 네트워크</translation>
    </message>
    <message>
        <source>what this node showed at the first contact</source>
        <translation>이 노드가 처음 만났을 때 보여 준 것</translation>
    </message>
    <message>
        <source>a light client that followed the chain to there</source>
        <translation>거기까지 체인을 따라간 라이트 클라이언트</translation>
    </message>
    <message>
        <source>Validators signed two different chains. Either a third of the stake is dishonest, or trust began in the wrong place. Nothing is shown as proven until you pin a checkpoint that you got from people you trust.</source>
        <translation>검증인들이 서로 다른 두 체인에 서명했어요. 지분의 3분의 1이 정직하지 않거나, 믿음이 잘못된 곳에서 시작된 거예요. 믿는 사람에게서 받은 체크포인트를 고정할 때까지 아무것도 증명된 것으로 보여 주지 않아요.</translation>
    </message>
    <message>
        <source>A validator signed two different blocks for the same turn. Too few did so to deceive you, but keep the evidence and send it to the operators of the network.</source>
        <translation>한 검증인이 같은 차례에 서로 다른 두 블록에 서명했어요. 속일 만큼 많지는 않지만, 증거를 보관하고 네트워크 운영자에게 보내 주세요.</translation>
    </message>
    <message>
        <source>Signed statements about this chain exclude each other. Keep the evidence and ask people you trust which chain is the right one, then pin a checkpoint of it.</source>
        <translation>이 체인에 대한 서명된 말들이 서로 어긋나요. 증거를 보관하고, 어느 체인이 맞는지 믿는 사람에게 물은 뒤 그 체크포인트를 고정하세요.</translation>
    </message>
</context>
<context>
    <name>ProofDetails</name>
    <message>
        <source>nobody: it is the first block, known by its hash</source>
        <translation>아무도 안 함: 해시로 아는 첫 블록이에요</translation>
    </message>
    <message>
        <source>%1 of %2 of stake</source>
        <translation>지분 %2 중 %1</translation>
    </message>
    <message>
        <source>%1 of %2 validators, with %3</source>
        <translation>검증인 %2명 중 %1명, %3</translation>
    </message>
    <message>
        <source>By block</source>
        <translation>증명한 블록</translation>
    </message>
    <message>
        <source>%1, made %2 (%3)</source>
        <translation>%1, %2에 만들어짐 (%3)</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>서명</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>확정</translation>
    </message>
    <message>
        <source>because a signed final block points back to it</source>
        <translation>서명된 확정 블록이 이 블록을 가리켜요</translation>
    </message>
    <message>
        <source>Trust begins</source>
        <translation>믿음의 시작</translation>
    </message>
    <message>
        <source>at block %1 (%2): %3</source>
        <translation>블록 %1 (%2): %3</translation>
    </message>
    <message>
        <source>Named block</source>
        <translation>말한 블록</translation>
    </message>
    <message>
        <source>%1, by the node’s word</source>
        <translation>%1, 노드의 말</translation>
    </message>
    <message>
        <source>Said by</source>
        <translation>말한 노드</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>읽은 때</translation>
    </message>
    <message>
        <source>It rests on the block that trust begins with, and on less than a third of the validators’ stake being dishonest.</source>
        <translation>믿음이 시작되는 블록이 옳고, 정직하지 않은 검증인의 지분이 3분의 1보다 적다는 것을 전제로 해요.</translation>
    </message>
    <message>
        <source>It doesn’t prove that nothing has changed after this block. %1</source>
        <translation>이 블록 뒤에 바뀐 것이 없다는 증명은 아니에요. %1</translation>
    </message>
    <message>
        <source>It doesn’t prove that nothing has changed after this block, nor that the picture is original. %1</source>
        <translation>이 블록 뒤에 바뀐 것이 없다거나 그림이 원본이라는 증명은 아니에요. %1</translation>
    </message>
    <message>
        <source>It proves that the block has this transaction and what its receipt says, not who stands behind an address. %1</source>
        <translation>블록에 이 거래가 있다는 것과 그 결과를 증명해요. 주소 뒤에 누가 있는지는 증명하지 않아요. %1</translation>
    </message>
    <message>
        <source>It doesn’t prove that the pictures are original or worth anything. %1</source>
        <translation>그림이 원본이라거나 값어치가 있다는 증명은 아니에요. %1</translation>
    </message>
</context>
<context>
    <name>Provenance</name>
    <message>
        <source>This file has no Content Credentials.</source>
        <translation>이 파일에는 콘텐츠 자격 증명이 없어요.</translation>
    </message>
    <message>
        <source>The file is unchanged since it was signed. Nobody vouches for who signed.</source>
        <translation>서명한 뒤로 파일이 바뀌지 않았어요. 누가 서명했는지는 아무도 보증하지 않아요.</translation>
    </message>
    <message>
        <source>There are Content Credentials in a form that this program can&apos;t check.</source>
        <translation>이 프로그램이 확인할 수 없는 형식의 콘텐츠 자격 증명이 있어요.</translation>
    </message>
    <message>
        <source>The picture was changed after it was signed.</source>
        <translation>서명한 뒤에 그림이 바뀌었어요.</translation>
    </message>
    <message>
        <source>What is said of the picture was changed after signing.</source>
        <translation>그림에 대해 적힌 내용이 서명한 뒤에 바뀌었어요.</translation>
    </message>
    <message>
        <source>The signature does not fit: nothing it says can be believed.</source>
        <translation>서명이 맞지 않아서, 적힌 내용은 하나도 믿을 수 없어요.</translation>
    </message>
    <message>
        <source>The certificate of the signer is not valid at this time.</source>
        <translation>서명한 쪽의 인증서가 지금은 유효하지 않아요.</translation>
    </message>
    <message>
        <source>The Content Credentials are damaged.</source>
        <translation>콘텐츠 자격 증명이 망가졌어요.</translation>
    </message>
</context>
<context>
    <name>Share</name>
    <message>
        <source>the computer woke up %1 ago</source>
        <translation>%1 전에 컴퓨터가 깨어났어요</translation>
    </message>
    <message>
        <source>you are using the computer</source>
        <translation>지금 컴퓨터를 쓰고 있어요</translation>
    </message>
    <message>
        <source>you used the mouse or keyboard %1 ago</source>
        <translation>%1 전에 마우스나 키보드를 썼어요</translation>
    </message>
    <message>
        <source>another program</source>
        <translation>다른 프로그램</translation>
    </message>
    <message>
        <source>%1 uses %2 of the memory of %3</source>
        <translation>%1 프로그램이 %3 메모리를 %2 쓰고 있어요</translation>
    </message>
    <message>
        <source>%1 keeps %2 busy (%3 %)</source>
        <translation>%1 프로그램이 %2 장치를 쓰고 있어요(%3 %)</translation>
    </message>
    <message>
        <source>sharing is off</source>
        <translation>나누기가 꺼져 있어요</translation>
    </message>
    <message>
        <source>you stopped it at once; it starts again when you start it</source>
        <translation>바로 멈추게 하셨어요. 직접 켜면 다시 나눠요</translation>
    </message>
    <message>
        <source>paused until you start it</source>
        <translation>직접 시작할 때까지 쉬어요</translation>
    </message>
    <message>
        <source>paused for another %1</source>
        <translation>앞으로 %1 동안 쉬어요</translation>
    </message>
    <message>
        <source>the running job is the last one</source>
        <translation>지금 하는 작업이 마지막이에요</translation>
    </message>
    <message>
        <source>the computer is going to sleep</source>
        <translation>컴퓨터가 절전 상태로 들어가요</translation>
    </message>
    <message>
        <source>your own picture is being drawn</source>
        <translation>내 그림을 그리고 있어요</translation>
    </message>
    <message>
        <source>nothing here can tell whether you are away (%1)</source>
        <translation>자리를 비웠는지 알 방법이 없어요(%1)</translation>
    </message>
    <message>
        <source>another session is on the screen</source>
        <translation>다른 세션이 화면에 나와 있어요</translation>
    </message>
    <message>
        <source>a window fills the screen</source>
        <translation>전체 화면 창이 있어요</translation>
    </message>
    <message>
        <source>%1 fills the screen</source>
        <translation>%1 창이 전체 화면이에요</translation>
    </message>
    <message>
        <source>a game is running</source>
        <translation>게임이 실행 중이에요</translation>
    </message>
    <message>
        <source>only %1 of the memory of %2 are free; %3 are kept for you</source>
        <translation>%2 메모리가 %1만 남았어요. %3만큼은 남겨 둬요</translation>
    </message>
    <message>
        <source>%1 is at %2 °C and cools down to below %3 °C</source>
        <translation>%1 온도가 %2 °C예요. %3 °C 아래로 식을 때까지 기다려요</translation>
    </message>
    <message>
        <source>%1 drew %2 W, above your limit of %3 W</source>
        <translation>%1 장치가 %2 W를 써서 정한 한도 %3 W를 넘었어요</translation>
    </message>
    <message>
        <source>the driver does not tell what %1 draws, so your limit can’t be kept</source>
        <translation>드라이버가 %1 전력을 알려 주지 않아 정한 한도를 지킬 수 없어요</translation>
    </message>
    <message>
        <source>every GPU is switched off in the settings</source>
        <translation>설정에서 모든 GPU가 꺼져 있어요</translation>
    </message>
    <message>
        <source>the computer runs on battery</source>
        <translation>배터리로 켜져 있어요</translation>
    </message>
    <message>
        <source>the computer runs on battery (%1 %)</source>
        <translation>배터리로 켜져 있어요(%1 %)</translation>
    </message>
    <message>
        <source>the network seems to be metered</source>
        <translation>요금이 드는 네트워크 같아요</translation>
    </message>
    <message>
        <source>the network is metered</source>
        <translation>요금이 드는 네트워크예요</translation>
    </message>
    <message>
        <source>today’s limit of %1 is used up</source>
        <translation>오늘의 한도(%1)를 다 썼어요</translation>
    </message>
    <message>
        <source>these are not the hours you chose</source>
        <translation>정해 둔 시간대가 아니에요</translation>
    </message>
    <message>
        <source>you drew a picture yourself not long ago</source>
        <translation>조금 전에 내 그림을 그렸어요</translation>
    </message>
    <message>
        <source>the GPU was given back to you just now</source>
        <translation>방금 GPU를 돌려 드렸어요</translation>
    </message>
    <message>
        <source>a sensor has not answered yet (%1)</source>
        <translation>아직 답하지 않은 감지기가 있어요(%1)</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1초</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1시간 %2분</translation>
    </message>
    <message>
        <source>Mouse and keyboard</source>
        <translation>마우스와 키보드</translation>
    </message>
    <message>
        <source>Screen lock and session</source>
        <translation>화면 잠금과 세션</translation>
    </message>
    <message>
        <source>Fullscreen window</source>
        <translation>전체 화면 창</translation>
    </message>
    <message>
        <source>Games (GameMode)</source>
        <translation>게임(GameMode)</translation>
    </message>
    <message>
        <source>Other programs on the GPU</source>
        <translation>GPU를 쓰는 다른 프로그램</translation>
    </message>
    <message>
        <source>GPU temperature</source>
        <translation>GPU 온도</translation>
    </message>
    <message>
        <source>GPU power</source>
        <translation>GPU 전력</translation>
    </message>
    <message>
        <source>Battery or mains</source>
        <translation>배터리와 전원</translation>
    </message>
    <message>
        <source>Metered network</source>
        <translation>요금이 드는 네트워크</translation>
    </message>
    <message>
        <source>Your hours</source>
        <translation>정해 둔 시간대</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>아직 답이 없어요</translation>
    </message>
    <message>
        <source>looked at only when nothing else stands in the way</source>
        <translation>다른 걸림돌이 없을 때만 살펴봐요</translation>
    </message>
    <message>
        <source>not available here: D-Bus is not running</source>
        <translation>여기서는 알 수 없어요: D-Bus가 없어요</translation>
    </message>
    <message>
        <source>not available here: no service of this desktop tells it</source>
        <translation>여기서는 알 수 없어요: 이 데스크톱에 알려 주는 서비스가 없어요</translation>
    </message>
    <message>
        <source>not available here: there is no display</source>
        <translation>여기서는 알 수 없어요: 화면이 없어요</translation>
    </message>
    <message>
        <source>not available here: this Wayland desktop does not tell it</source>
        <translation>여기서는 알 수 없어요: 이 Wayland 데스크톱이 알려 주지 않아요</translation>
    </message>
    <message>
        <source>not available here: the display is on another computer</source>
        <translation>여기서는 알 수 없어요: 화면이 다른 컴퓨터에 있어요</translation>
    </message>
    <message>
        <source>not available here: left out of this build</source>
        <translation>여기서는 알 수 없어요: 이 빌드에 들어 있지 않아요</translation>
    </message>
    <message>
        <source>not available here: there is no NVIDIA driver</source>
        <translation>여기서는 알 수 없어요: NVIDIA 드라이버가 없어요</translation>
    </message>
    <message>
        <source>not available here: no window manager tells it</source>
        <translation>여기서는 알 수 없어요: 알려 주는 창 관리자가 없어요</translation>
    </message>
    <message>
        <source>not available here: the system does not tell it</source>
        <translation>여기서는 알 수 없어요: 시스템이 알려 주지 않아요</translation>
    </message>
    <message>
        <source>nothing in the way</source>
        <translation>걸림돌이 없어요</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>꺼짐</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>기다리는 중</translation>
    </message>
    <message>
        <source>Ready for work</source>
        <translation>일할 준비가 됐어요</translation>
    </message>
    <message>
        <source>Sharing</source>
        <translation>나누는 중</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>마무리하는 중</translation>
    </message>
    <message>
        <source>Giving the GPU back</source>
        <translation>GPU를 돌려 드리는 중</translation>
    </message>
    <message>
        <source>Resting</source>
        <translation>쉬는 중</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2 · starts in %3</source>
        <translation>%1: %2 · %3 뒤에 시작해요</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1분</translation>
    </message>
    <message>
        <source>%1 used by others</source>
        <translation>다른 프로그램이 %1 사용</translation>
    </message>
    <message>
        <source>programs on it: %1, none at work</source>
        <translation>쓰는 프로그램 %1개, 일하는 것 없음</translation>
    </message>
    <message>
        <source>%1, %2 free</source>
        <translation>%1, %2 남음</translation>
    </message>
    <message>
        <source>on battery, which you allow</source>
        <translation>배터리 사용 중(허용함)</translation>
    </message>
    <message>
        <source>on battery (%1 %), which you allow</source>
        <translation>배터리 사용 중(%1%, 허용함)</translation>
    </message>
    <message>
        <source>on mains</source>
        <translation>전원 연결됨</translation>
    </message>
    <message>
        <source>on mains, %1 %</source>
        <translation>전원 연결됨, %1%</translation>
    </message>
    <message>
        <source>idle for %1</source>
        <translation>%1 동안 쓰지 않음</translation>
    </message>
    <message>
        <source>the screen is locked</source>
        <translation>화면이 잠겨 있음</translation>
    </message>
    <message>
        <source>unlocked, and on the screen</source>
        <translation>잠기지 않았고 화면에 있음</translation>
    </message>
    <message>
        <source>a window fills the screen, which you allow</source>
        <translation>전체 화면 창이 있음(허용함)</translation>
    </message>
    <message>
        <source>no window fills the screen</source>
        <translation>전체 화면 창이 없음</translation>
    </message>
    <message>
        <source>a game is running, which you allow</source>
        <translation>게임 실행 중(허용함)</translation>
    </message>
    <message>
        <source>no game is running</source>
        <translation>실행 중인 게임 없음</translation>
    </message>
    <message>
        <source>%1 °C</source>
        <translation>%1°C</translation>
    </message>
    <message>
        <source>%1 W, with %2 W allowed</source>
        <translation>%1W(허용 %2W)</translation>
    </message>
    <message>
        <source>%1 W</source>
        <translation>%1W</translation>
    </message>
    <message>
        <source>metered, which you allow</source>
        <translation>요금이 드는 네트워크(허용함)</translation>
    </message>
    <message>
        <source>not metered</source>
        <translation>요금이 들지 않음</translation>
    </message>
    <message>
        <source>at any hour</source>
        <translation>언제든지</translation>
    </message>
    <message>
        <source>within your hours</source>
        <translation>정한 시간 안</translation>
    </message>
    <message>
        <source>within your hours, for another %1</source>
        <translation>정한 시간 안, 앞으로 %1</translation>
    </message>
</context>
<context>
    <name>StudioStyle</name>
    <message>
        <source>Pixel</source>
        <translation>픽셀</translation>
    </message>
    <message>
        <source>Sticker</source>
        <translation>스티커</translation>
    </message>
    <message>
        <source>Avatar</source>
        <translation>아바타</translation>
    </message>
    <message>
        <source>Watercolour</source>
        <translation>수채화</translation>
    </message>
    <message>
        <source>Ink</source>
        <translation>잉크</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>사진</translation>
    </message>
    <message>
        <source>Clay</source>
        <translation>점토</translation>
    </message>
</context>
<context>
    <name>StudioText</name>
    <message>
        <source>Engine missing</source>
        <translation>엔진 없음</translation>
    </message>
    <message>
        <source>Engine rests</source>
        <translation>엔진 쉬는 중</translation>
    </message>
    <message>
        <source>Engine starts…</source>
        <translation>엔진 시작 중…</translation>
    </message>
    <message>
        <source>Engine ready</source>
        <translation>엔진 준비됨</translation>
    </message>
    <message>
        <source>Engine loads a model…</source>
        <translation>엔진이 모델을 불러오는 중…</translation>
    </message>
    <message>
        <source>Engine draws</source>
        <translation>엔진이 그리는 중</translation>
    </message>
    <message>
        <source>Engine stops…</source>
        <translation>엔진 멈추는 중…</translation>
    </message>
    <message>
        <source>Engine starts again in %1</source>
        <translation>%1 뒤에 엔진을 다시 시작해요</translation>
    </message>
    <message>
        <source>Engine starts again…</source>
        <translation>엔진을 다시 시작하는 중…</translation>
    </message>
    <message>
        <source>Engine stopped after errors</source>
        <translation>오류가 이어져 엔진이 멈췄어요</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>%1 남음</translation>
    </message>
    <message>
        <source>Not known yet whether the engine is shut in</source>
        <translation>엔진이 격리됐는지 아직 몰라요</translation>
    </message>
    <message>
        <source>The engine is shut in</source>
        <translation>엔진이 격리되어 있어요</translation>
    </message>
    <message>
        <source>The engine is only partly shut in</source>
        <translation>엔진이 일부만 격리되어 있어요</translation>
    </message>
    <message>
        <source>The engine tells when it starts for the first time.</source>
        <translation>엔진이 처음 시작할 때 알려 줘요.</translation>
    </message>
    <message>
        <source>Keys never reach the engine. What the system keeps it from:</source>
        <translation>키는 엔진에 절대 닿지 않아요. 시스템이 막아 주는 것:</translation>
    </message>
    <message>
        <source>no network</source>
        <translation>네트워크 없음</translation>
    </message>
    <message>
        <source>the network is not closed off</source>
        <translation>네트워크가 막혀 있지 않아요</translation>
    </message>
    <message>
        <source>sees its model files only (Landlock)</source>
        <translation>모델 파일만 볼 수 있음 (Landlock)</translation>
    </message>
    <message>
        <source>could read your files</source>
        <translation>내 파일을 읽을 수 있어요</translation>
    </message>
    <message>
        <source>only the system calls it needs (seccomp)</source>
        <translation>필요한 시스템 호출만 (seccomp)</translation>
    </message>
    <message>
        <source>system calls are not filtered</source>
        <translation>시스템 호출을 걸러 내지 않아요</translation>
    </message>
    <message>
        <source>can gain no rights</source>
        <translation>권한을 더 얻을 수 없음</translation>
    </message>
    <message>
        <source>could gain rights</source>
        <translation>권한을 더 얻을 수 있어요</translation>
    </message>
    <message>
        <source>stopping…</source>
        <translation>멈추는 중…</translation>
    </message>
    <message>
        <source>starting…</source>
        <translation>시작하는 중…</translation>
    </message>
    <message>
        <source>loading the model…</source>
        <translation>모델을 불러오는 중…</translation>
    </message>
    <message>
        <source>reading the prompt…</source>
        <translation>프롬프트를 읽는 중…</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>%2스텝 중 %1스텝</translation>
    </message>
    <message>
        <source>drawing…</source>
        <translation>그리는 중…</translation>
    </message>
    <message>
        <source>making the picture…</source>
        <translation>그림을 만드는 중…</translation>
    </message>
    <message>
        <source>enlarging, part %1 of %2</source>
        <translation>키우는 중, %2조각 중 %1조각</translation>
    </message>
    <message>
        <source>enlarging…</source>
        <translation>키우는 중…</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 남음</translation>
    </message>
    <message>
        <source>%1 of steps left</source>
        <translation>스텝이 %1 남음</translation>
    </message>
    <message>
        <source>waiting, tried before</source>
        <translation>대기 중, 전에 시도함</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>잠시 멈춤</translation>
    </message>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1초</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation>%1분</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1분 %2초</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1시간 %2분</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>약 %1</translation>
    </message>
    <message>
        <source>about %1 to %2</source>
        <translation>약 %1~%2</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>VAE</source>
        <translation>VAE</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Upscaler</source>
        <translation>업스케일러</translation>
    </message>
    <message>
        <source>Text encoder</source>
        <translation>텍스트 인코더</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>임베딩</translation>
    </message>
    <message>
        <source>Built-in model</source>
        <translation>기본 모델</translation>
    </message>
    <message>
        <source>Unknown kind</source>
        <translation>알 수 없는 종류</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>아직 확인 전</translation>
    </message>
    <message>
        <source>being checked…</source>
        <translation>확인하는 중…</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>확인됨</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>확인 안 됨</translation>
    </message>
    <message>
        <source>changed!</source>
        <translation>바뀌었어요!</translation>
    </message>
    <message>
        <source>Its SHA-256 is not known yet. It is worked out in the background.</source>
        <translation>SHA-256을 아직 몰라요. 뒤에서 계산하고 있어요.</translation>
    </message>
    <message>
        <source>Its SHA-256 is being worked out.</source>
        <translation>SHA-256을 계산하고 있어요.</translation>
    </message>
    <message>
        <source>Its SHA-256 is one that is known.</source>
        <translation>SHA-256이 알려진 값과 같아요.</translation>
    </message>
    <message>
        <source>Nobody we know has vouched for these bytes.</source>
        <translation>이 파일을 보증한 곳을 저희는 몰라요.</translation>
    </message>
    <message>
        <source>These are not the bytes they were. Don’t use the file unless you know why.</source>
        <translation>예전과 다른 파일이에요. 까닭을 모르면 쓰지 마세요.</translation>
    </message>
    <message>
        <source>licence unknown</source>
        <translation>라이선스 모름</translation>
    </message>
    <message>
        <source>perhaps %1</source>
        <translation>아마 %1</translation>
    </message>
    <message>
        <source>Nothing is known about the licence. Choose it if you know it.</source>
        <translation>라이선스를 몰라요. 알고 있다면 골라 주세요.</translation>
    </message>
    <message>
        <source>Usual for models of this family, but nobody has said it of this file.</source>
        <translation>이 계열 모델에 흔한 라이선스지만, 이 파일이 그런지는 아무도 말하지 않았어요.</translation>
    </message>
    <message>
        <source>Pictures may be sold.</source>
        <translation>그림을 팔 수 있어요.</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>메모리에 맞음</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>메모리 부족</translation>
    </message>
    <message>
        <source>The file is gone: %1</source>
        <translation>파일이 없어졌어요: %1</translation>
    </message>
    <message>
        <source>as in the file</source>
        <translation>파일 그대로</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>Sampler</source>
        <translation>샘플러</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>스케줄러</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>가이던스</translation>
    </message>
    <message>
        <source>CLIP skip</source>
        <translation>CLIP 건너뛰기</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>세기</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>마스크</translation>
    </message>
    <message>
        <source>painted</source>
        <translation>칠함</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>정밀도</translation>
    </message>
    <message>
        <source>Drawn by</source>
        <translation>그린 엔진</translation>
    </message>
    <message>
        <source>Model without text encoder and VAE</source>
        <translation>텍스트 인코더와 VAE가 없는 모델</translation>
    </message>
    <message>
        <source>Pictures may not be used commercially. You are asked before one is minted.</source>
        <translation>그림을 상업적으로 쓸 수 없어요. 발행하기 전에 물어봐요.</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>LoRA weight</source>
        <translation>LoRA 가중치</translation>
    </message>
    <message>
        <source>Start image</source>
        <translation>시작 그림</translation>
    </message>
</context>
<context>
    <name>ain::app::Application</name>
    <message>
        <source>Safe mode: default settings, no network before you choose one, and nothing is shared or served. What you change in the settings lasts until you quit.</source>
        <translation>안전 모드예요. 기본 설정을 쓰고, 네트워크는 고를 때까지 열지 않으며, 아무것도 나누거나 제공하지 않아요. 설정에서 바꾼 것은 끝낼 때까지만 남아요.</translation>
    </message>
    <message>
        <source>Choose a network</source>
        <translation>네트워크 고르기</translation>
    </message>
    <message>
        <source>Half a year has passed: would your backup still bring your accounts back?</source>
        <translation>반년이 지났어요. 지금도 백업으로 계정을 되살릴 수 있을까요?</translation>
    </message>
    <message>
        <source>Check my backup</source>
        <translation>백업 확인</translation>
    </message>
</context>
<context>
    <name>ain::cli::Session</name>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>The same password again</source>
        <translation>같은 비밀번호를 한 번 더</translation>
    </message>
    <message>
        <source>the two passwords differ</source>
        <translation>두 비밀번호가 달라요</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>단어</translation>
    </message>
</context>
<context>
    <name>ain::ui::AccountSheet</name>
    <message>
        <source>The name was not changed.</source>
        <translation>이름을 바꾸지 못했어요.</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>계정</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Save name</source>
        <translation>이름 저장</translation>
    </message>
    <message>
        <source>Use this account</source>
        <translation>이 계정 쓰기</translation>
    </message>
    <message>
        <source>Add an account…</source>
        <translation>계정 추가…</translation>
    </message>
    <message>
        <source>watch-only</source>
        <translation>보기 전용</translation>
    </message>
    <message>
        <source>imported key</source>
        <translation>가져온 키</translation>
    </message>
    <message>
        <source>%1 · %2
%3</source>
        <translation>%1 · %2
%3</translation>
    </message>
    <message>
        <source>A watched address has no key here.</source>
        <translation>지켜보기만 하는 주소라 여기에 키가 없어요.</translation>
    </message>
    <message>
        <source>Export secrets…</source>
        <translation>비밀 내보내기…</translation>
    </message>
</context>
<context>
    <name>ain::ui::ActivityModel</name>
    <message>
        <source>Transaction</source>
        <translation>거래</translation>
    </message>
    <message>
        <source>Transaction: %1</source>
        <translation>거래: %1</translation>
    </message>
    <message>
        <source>Collection created: %1</source>
        <translation>컬렉션 만듦: %1</translation>
    </message>
    <message>
        <source>Minted: %1</source>
        <translation>발행함: %1</translation>
    </message>
    <message>
        <source>Token given away: %1</source>
        <translation>토큰 보냄: %1</translation>
    </message>
    <message>
        <source>Play money received</source>
        <translation>연습용 돈 받음</translation>
    </message>
    <message>
        <source>Vault unlocked</source>
        <translation>금고 열림</translation>
    </message>
    <message>
        <source>Vault locked</source>
        <translation>금고 잠김</translation>
    </message>
    <message>
        <source>Password changed</source>
        <translation>비밀번호 바뀜</translation>
    </message>
    <message>
        <source>Backup written: %1</source>
        <translation>백업 저장: %1</translation>
    </message>
    <message>
        <source>Network changed: %1</source>
        <translation>네트워크 바뀜: %1</translation>
    </message>
    <message>
        <source>Account added: %1</source>
        <translation>계정 추가: %1</translation>
    </message>
    <message>
        <source>Something failed</source>
        <translation>실패한 일이 있어요</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>실패: %1</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>Secret exported: %1</source>
        <translation>비밀을 내보냄: %1</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>받음</translation>
    </message>
    <message>
        <source>Received from %1</source>
        <translation>%1에게서 받음</translation>
    </message>
</context>
<context>
    <name>ain::ui::ActivityPage</name>
    <message>
        <source>Activity</source>
        <translation>활동</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>On chain</source>
        <translation>체인</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>보안</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>보기: %1</translation>
    </message>
    <message>
        <source>Nothing of this kind has happened.</source>
        <translation>이런 종류의 활동은 아직 없어요.</translation>
    </message>
    <message>
        <source>Whatever you do will be listed here.</source>
        <translation>앞으로 하는 일이 모두 여기에 기록돼요.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>모두 보기</translation>
    </message>
    <message>
        <source>Replace it…</source>
        <translation>대체하기…</translation>
    </message>
    <message>
        <source>This did not happen, but its signed bytes could still be carried out. Replace it, and it never can.</source>
        <translation>이 거래는 실행되지 않았지만, 서명된 내용이 나중에 실행될 수 있어요. 대체하면 다시는 실행되지 않아요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::AddSheet</name>
    <message>
        <source>Add a collection</source>
        <translation>컬렉션 추가</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>컬렉션</translation>
    </message>
    <message>
        <source>Its address (0x and 40 digits) or its app name (ainft721_0x…).</source>
        <translation>주소(0x와 40자리) 또는 앱 이름(ainft721_0x…)이에요.</translation>
    </message>
    <message>
        <source>Look it up</source>
        <translation>찾아보기</translation>
    </message>
    <message>
        <source>Asking the node…</source>
        <translation>노드에 묻는 중…</translation>
    </message>
    <message>
        <source>Add this collection</source>
        <translation>이 컬렉션 추가</translation>
    </message>
    <message>
        <source>Adding…</source>
        <translation>추가하는 중…</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 of %2 minted</source>
        <translation>%2개 중 %1개 발행</translation>
    </message>
    <message>
        <source>%1 minted</source>
        <translation>%1개 발행</translation>
    </message>
    <message>
        <source>%1 · %2 · as a node says</source>
        <translation>%1 · %2 · 노드가 알려 준 내용</translation>
    </message>
    <message>
        <source>Creator</source>
        <translation>만든 사람</translation>
    </message>
    <message>
        <source>The address of this collection does not follow from its creator: anybody could have made it under this name.</source>
        <translation>이 컬렉션의 주소가 만든 사람의 주소에서 나온 것이 아니에요. 누구나 이 이름으로 만들 수 있었어요.</translation>
    </message>
    <message>
        <source>Compatible layout: the creator can take its tokens back later.</source>
        <translation>호환형: 만든 사람이 나중에 토큰을 되가져갈 수 있어요.</translation>
    </message>
    <message>
        <source>Enter the address of a collection.</source>
        <translation>컬렉션의 주소를 입력하세요.</translation>
    </message>
    <message>
        <source>The collection was not added.</source>
        <translation>컬렉션이 추가되지 않았어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::AddressLabel</name>
    <message>
        <source>Copied</source>
        <translation>복사했어요</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>주소 복사</translation>
    </message>
</context>
<context>
    <name>ain::ui::AgreeSheet</name>
    <message>
        <source>Agree on a price</source>
        <translation>가격 합의하기</translation>
    </message>
    <message>
        <source>Agree with somebody by address</source>
        <translation>주소로 합의하기</translation>
    </message>
    <message>
        <source>A price, a limit and an end, written down on the chain. Nothing is paid now: you sign for pictures that came and hold, and the network takes a fee each time the provider is paid.</source>
        <translation>가격과 한도, 끝나는 때를 체인에 적어요. 지금은 아무것도 지불하지 않아요. 도착해서 맞는 그림에만 서명하고, 제공자가 지급받을 때마다 네트워크가 수수료를 받아요.</translation>
    </message>
    <message>
        <source>Asked at</source>
        <translation>맡길 주소</translation>
    </message>
    <message>
        <source>Price for a megapixel-step, in AIN</source>
        <translation>메가픽셀·스텝당 가격 (AIN)</translation>
    </message>
    <message>
        <source>what the provider asks</source>
        <translation>제공자가 부르는 가격</translation>
    </message>
    <message>
        <source>Limit: most that you owe at a time, in AIN</source>
        <translation>한도: 한 번에 빚질 수 있는 최대 금액 (AIN)</translation>
    </message>
    <message>
        <source>It is as much as a provider risks with you, so some take less. More room, fewer fees.</source>
        <translation>제공자가 나에게 감수하는 금액이라서 더 적게만 받는 제공자도 있어요. 한도가 넉넉하면 수수료가 줄어요.</translation>
    </message>
    <message>
        <source>Holds for</source>
        <translation>유효 시간</translation>
    </message>
    <message>
        <source> hours</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>Asking who is there …</source>
        <translation>누가 있는지 물어보는 중…</translation>
    </message>
    <message>
        <source>Somebody else answers there: %1.</source>
        <translation>그 주소에서 다른 사람이 대답해요: %1.</translation>
    </message>
    <message>
        <source>%1 answers there.</source>
        <translation>그 주소에서 %1이(가) 대답해요.</translation>
    </message>
    <message>
        <source>It asks at least %1 for a megapixel-step.</source>
        <translation>메가픽셀·스텝당 최소 %1을(를) 받아요.</translation>
    </message>
    <message>
        <source>It draws with %1.</source>
        <translation>%1(으)로 그려요.</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) wait there.</source>
        <translation>
            <numerusform>기다리는 작업이 %n건 있어요.</numerusform>
        </translation>
    </message>
    <message>
        <source>Write where the provider can be asked. Its owner knows.</source>
        <translation>제공자에게 맡길 주소를 적어 주세요. 제공자의 주인이 알고 있어요.</translation>
    </message>
    <message>
        <source>Enter an amount above zero.</source>
        <translation>0보다 큰 금액을 입력하세요.</translation>
    </message>
    <message>
        <source>The provider asks more for a megapixel-step.</source>
        <translation>제공자는 메가픽셀·스텝당 더 높은 가격을 불러요.</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>합의하기</translation>
    </message>
    <message>
        <source>Agreed, and final. On the Studio page you can choose now who draws.</source>
        <translation>합의했고 확정됐어요. 이제 스튜디오 페이지에서 누가 그릴지 고를 수 있어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::AlarmBar</name>
    <message>
        <source>Look at it</source>
        <translation>살펴보기</translation>
    </message>
</context>
<context>
    <name>ain::ui::AnimatedQr</name>
    <message>
        <source>Part %1 of %2</source>
        <translation>%2개 중 %1번째</translation>
    </message>
    <message>
        <source>QR code, part %1 of %2</source>
        <translation>QR 코드, %2개 중 %1번째</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>QR 코드</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>멈추기</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>돌리기</translation>
    </message>
</context>
<context>
    <name>ain::ui::AskAgreementModel</name>
    <message>
        <source>%1 for a megapixel-step</source>
        <translation>메가픽셀·스텝당 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>그림 %n장</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::AskAgreementsCard</name>
    <message>
        <source>What you agreed on</source>
        <translation>합의한 내용</translation>
    </message>
    <message>
        <source>For every picture that came and holds, this program signs for its price: never for more, and never above the limit. The amount shown is what is still to be paid.</source>
        <translation>도착해서 맞는 그림마다 이 프로그램이 그 값에 서명해요. 더 많이 서명하지 않고, 한도를 넘지도 않아요. 보이는 금액은 아직 지급할 금액이에요.</translation>
    </message>
    <message>
        <source>Agreements with providers</source>
        <translation>제공자와의 합의</translation>
    </message>
    <message>
        <source>Asked at</source>
        <translation>맡길 주소</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>Ask at this address from now on</source>
        <translation>이제부터 이 주소로 맡기기</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>한도</translation>
    </message>
    <message>
        <source>%1 at a time</source>
        <translation>한 번에 %1</translation>
    </message>
    <message>
        <source>Holds until</source>
        <translation>유효 기한</translation>
    </message>
    <message>
        <source>Delivered, not signed for</source>
        <translation>받았고 서명 전</translation>
    </message>
    <message>
        <source>Signed for, not paid</source>
        <translation>서명했고 지급 전</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>지급됨</translation>
    </message>
    <message>
        <source>%1, of it %2 proven</source>
        <translation>%1, 그중 증명된 것은 %2</translation>
    </message>
    <message>
        <source>Fees of the network</source>
        <translation>네트워크 수수료</translation>
    </message>
    <message>
        <source>On the chain</source>
        <translation>체인에서</translation>
    </message>
    <message>
        <source>Nobody knows where to ask. Without an address it can&apos;t be used.</source>
        <translation>어디에 맡길지 알 수 없어요. 주소가 없으면 쓸 수 없어요.</translation>
    </message>
    <message>
        <source>What is wrong with it</source>
        <translation>무엇이 잘못됐는지</translation>
    </message>
</context>
<context>
    <name>ain::ui::AskJobCard</name>
    <message>
        <source>Picture: %1</source>
        <translation>그림: %1</translation>
    </message>
    <message>
        <source>Given back, and not paid: %1</source>
        <translation>돌려줬고 지불하지 않음: %1</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>되찾기</translation>
    </message>
    <message>
        <source>Take back: %1</source>
        <translation>거둬들이기: %1</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Show in the gallery: %1</source>
        <translation>갤러리에서 보기: %1</translation>
    </message>
    <message>
        <source>Begun by %1, who is paid for those steps</source>
        <translation>%1이(가) 시작했어요. 그 단계만큼 받아요</translation>
    </message>
</context>
<context>
    <name>ain::ui::AskJobsCard</name>
    <message>
        <source>Pictures that others draw</source>
        <translation>다른 사람이 그리는 그림</translation>
    </message>
    <message>
        <source>Show older ones</source>
        <translation>더 오래된 그림 보기</translation>
    </message>
    <message>
        <source>Nobody was asked for a picture yet. On the Studio page, choose “Others, for pay” above the button that draws.</source>
        <translation>아직 맡긴 그림이 없어요. 스튜디오 페이지의 그리기 버튼 위에서 “유료로 맡기기”를 골라 주세요.</translation>
    </message>
    <message>
        <source>Write what to draw</source>
        <translation>무엇을 그릴지 쓰기</translation>
    </message>
    <message>
        <source>The picture could not be taken back.</source>
        <translation>그림을 거둬들이지 못했어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::AskProviderModel</name>
    <message>
        <source>From %1 for a megapixel-step</source>
        <translation>메가픽셀·스텝당 %1부터</translation>
    </message>
    <message>
        <source>you</source>
        <translation>나</translation>
    </message>
    <message>
        <source>agreed</source>
        <translation>합의함</translation>
    </message>
    <message>
        <source>%1 staked</source>
        <translation>스테이킹 %1</translation>
    </message>
</context>
<context>
    <name>ain::ui::AskProvidersCard</name>
    <message>
        <source>Who draws for others</source>
        <translation>그려 주는 제공자</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>다시 찾기</translation>
    </message>
    <message>
        <source>Look again who draws for others</source>
        <translation>그려 주는 제공자 다시 찾기</translation>
    </message>
    <message>
        <source>By address…</source>
        <translation>주소로…</translation>
    </message>
    <message>
        <source>Agree with somebody whose address you know</source>
        <translation>주소를 아는 제공자와 합의하기</translation>
    </message>
    <message>
        <source>Listed on the chain, with the stake that each has locked up there. Stakes are not taken from who cheats; what guards you is that nothing is paid before it came. A picture of 512 × 512 in 20 steps is 5.2 megapixel-steps, times the weight of its model.</source>
        <translation>체인에 등록된 제공자와 저마다 잠가 둔 스테이크예요. 속인다고 스테이크를 빼앗지는 않아요. 도착하기 전에는 아무것도 지불하지 않는 것이 안전장치예요. 512 × 512 20스텝 그림은 5.2 메가픽셀·스텝에 모델의 가중치를 곱한 값이에요.</translation>
    </message>
    <message>
        <source>Agree…</source>
        <translation>합의하기…</translation>
    </message>
    <message>
        <source>Nobody is listed on this network. Who draws for others stakes AIN and registers; whoever you know can be asked by address once that is done.</source>
        <translation>이 네트워크에는 등록된 제공자가 없어요. 그려 주는 사람은 AIN을 스테이킹하고 등록해요. 아는 제공자가 등록을 마치면 주소로 맡길 수 있어요.</translation>
    </message>
    <message>
        <source>Choose one to agree with on a price.</source>
        <translation>가격을 합의할 제공자를 골라 주세요.</translation>
    </message>
    <message>
        <source>Agree with %1</source>
        <translation>%1와(과) 합의하기</translation>
    </message>
    <message>
        <source>That is your own account.</source>
        <translation>내 계정이에요.</translation>
    </message>
    <message>
        <source>You have agreed with this one already; a new agreement has its own price and limit.</source>
        <translation>이 제공자와는 이미 합의했어요. 새로 합의하면 가격과 한도가 따로 생겨요.</translation>
    </message>
    <message>
        <source>It does not say on the chain where it can be asked. Its owner can tell you.</source>
        <translation>어디에 맡기면 되는지 체인에 적혀 있지 않아요. 제공자의 주인에게 물어봐 주세요.</translation>
    </message>
    <message>
        <source>It is asked at %1.</source>
        <translation>%1에 맡겨요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::AskView</name>
    <message>
        <source>Others draw for you, for pay</source>
        <translation>다른 사람에게 유료로 맡기기</translation>
    </message>
    <message>
        <source>You agree with somebody on a price, and nothing is paid in advance: you sign for each picture that came and holds. The machine that draws a picture can see it and its words; nobody on the way can.</source>
        <translation>제공자와 가격을 합의하고, 미리 지불하지 않아요. 도착해서 맞는 그림마다 서명해요. 그림을 그리는 컴퓨터는 그림과 프롬프트를 볼 수 있지만, 중간에서는 아무도 볼 수 없어요.</translation>
    </message>
    <message>
        <source>No network is open, so nobody can be agreed with.</source>
        <translation>열린 네트워크가 없어서 아무와도 합의할 수 없어요.</translation>
    </message>
    <message>
        <source>Create an account on the Wallet page first: that is what pictures are paid from.</source>
        <translation>먼저 지갑 페이지에서 계정을 만들어 주세요. 그 계정에서 그림값을 지불해요.</translation>
    </message>
    <message>
        <source>The books are being read …</source>
        <translation>장부를 읽고 있어요 …</translation>
    </message>
    <message>
        <source>Paid from %1</source>
        <translation>%1에서 지불해요</translation>
    </message>
    <message>
        <source>Who draws for others, or what you owe, could not be read.</source>
        <translation>그려 주는 제공자나 지불할 금액을 읽지 못했어요.</translation>
    </message>
    <message>
        <source>The vault is locked: what leaves here is signed with a key in it.</source>
        <translation>금고가 잠겨 있어요. 여기서 나가는 것은 금고의 키로 서명해요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::BringSheet</name>
    <message>
        <source>Send what was signed</source>
        <translation>서명된 것 보내기</translation>
    </message>
    <message>
        <source>This is a request, not a signature. The device that has the key signs it: “Sign a request”.</source>
        <translation>서명이 아니라 요청이에요. 키가 있는 기기의 ‘요청에 서명’에서 서명하세요.</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>지금 보내기</translation>
    </message>
    <message>
        <source>Sent, and final: nobody can undo it.</source>
        <translation>보냈고 확정됐어요. 아무도 되돌릴 수 없어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::CollectionPage</name>
    <message>
        <source>Collection</source>
        <translation>컬렉션</translation>
    </message>
    <message>
        <source>Create collection</source>
        <translation>컬렉션 만들기</translation>
    </message>
    <message>
        <source>Mint an image</source>
        <translation>이미지 발행</translation>
    </message>
    <message>
        <source>My tokens</source>
        <translation>내 토큰</translation>
    </message>
    <message>
        <source>Tokens you own appear here. They live in collections: create your first one.</source>
        <translation>가진 토큰이 여기에 보여요. 토큰은 컬렉션에 담기니, 먼저 컬렉션을 만들어 보세요.</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>보기: %1</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2개 중 %1개</translation>
    </message>
    <message>
        <source>Add a collection</source>
        <translation>컬렉션 추가</translation>
    </message>
    <message>
        <source>No token of yours here yet. Open an image in the studio and mint it, or search for tokens that others gave you.</source>
        <translation>아직 여기에 내 토큰이 없어요. 스튜디오에서 이미지를 열어 발행하거나, 남이 준 토큰을 찾아보세요.</translation>
    </message>
    <message>
        <source>Search my tokens</source>
        <translation>내 토큰 찾기</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>찾는 중…</translation>
    </message>
    <message>
        <source>Searching %1/%2</source>
        <translation>찾는 중 %1/%2</translation>
    </message>
</context>
<context>
    <name>ain::ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>무엇을 할까요?</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>명령 찾기</translation>
    </message>
    <message>
        <source>%1   (%2)</source>
        <translation>%1   (%2)</translation>
    </message>
</context>
<context>
    <name>ain::ui::CompareSheet</name>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Picture %1: %2</source>
        <translation>그림 %1: %2</translation>
    </message>
    <message>
        <source>Picture %1</source>
        <translation>그림 %1</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>뺀 것</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>Their recipes are the same.</source>
        <translation>두 레시피가 같아요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::ContactsSheet</name>
    <message>
        <source>Read contacts and labels</source>
        <translation>연락처와 라벨 읽기</translation>
    </message>
    <message>
        <source>Labels (*.jsonl)</source>
        <translation>라벨 (*.jsonl)</translation>
    </message>
    <message>
        <source>Write contacts and labels</source>
        <translation>연락처와 라벨 쓰기</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>연락처</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>Name, address or note</source>
        <translation>이름, 주소 또는 메모</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>0x and 40 digits</source>
        <translation>0x와 40자리</translation>
    </message>
    <message>
        <source>Note (optional)</source>
        <translation>메모 (선택)</translation>
    </message>
    <message>
        <source>Contacts are sealed in the vault.</source>
        <translation>연락처는 금고에 봉인돼요.</translation>
    </message>
    <message>
        <source>New contact</source>
        <translation>새 연락처</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>가져오기…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>An import may replace names and labels that differ</source>
        <translation>가져올 때 다른 이름과 라벨을 바꿔도 돼요</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Nobody is here yet. Name an address once, and pick it by name from then on.</source>
        <translation>아직 아무도 없어요. 주소에 한 번 이름을 붙이면 다음부터는 이름으로 고를 수 있어요.</translation>
    </message>
    <message>
        <source>Nobody fits this search.</source>
        <translation>찾는 사람이 없어요.</translation>
    </message>
    <message>
        <source>Give the address a name.</source>
        <translation>주소에 이름을 붙여 주세요.</translation>
    </message>
    <message>
        <source>The contact was not saved.</source>
        <translation>연락처를 저장하지 못했어요.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>저장했어요.</translation>
    </message>
    <message>
        <source>Really remove?</source>
        <translation>정말 지울까요?</translation>
    </message>
    <message>
        <source>The contact was not removed.</source>
        <translation>연락처를 지우지 못했어요.</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>아무것도 쓰지 않았어요.</translation>
    </message>
    <message>
        <source>Written to %1. The file is not sealed: whoever has it can read it.</source>
        <translation>%1에 썼어요. 봉인되지 않은 파일이라 가진 사람은 누구나 읽을 수 있어요.</translation>
    </message>
    <message>
        <source>Nothing was read.</source>
        <translation>아무것도 읽지 않았어요.</translation>
    </message>
    <message>
        <source>%1 added, %2 changed, %3 were here already, %4 refused.</source>
        <translation>%1개를 더했고 %2개를 바꿨어요. %3개는 이미 있었고 %4개는 받아들이지 않았어요.</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>%1번째 줄: %2</translation>
    </message>
    <message>
        <source>… and %1 more lines. The terminal program lists every one.</source>
        <translation>… 그 밖에 %1줄이 더 있어요. 터미널 프로그램은 모두 보여 줘요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::CreateSheet</name>
    <message>
        <source>Create a collection</source>
        <translation>컬렉션 만들기</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Pixel Cats</source>
        <translation>픽셀 고양이</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>심벌</translation>
    </message>
    <message>
        <source>Description (optional)</source>
        <translation>설명 (선택)</translation>
    </message>
    <message>
        <source>Largest number of tokens (optional)</source>
        <translation>토큰 최대 개수 (선택)</translation>
    </message>
    <message>
        <source>Advanced: layout</source>
        <translation>고급: 방식</translation>
    </message>
    <message>
        <source>Locked (recommended)</source>
        <translation>잠금형 (추천)</translation>
    </message>
    <message>
        <source>Only the owner of a token can give it away; you, its creator, can&apos;t either.</source>
        <translation>토큰은 가진 사람만 보낼 수 있어요. 만든 사람도 손댈 수 없어요.</translation>
    </message>
    <message>
        <source>Compatible</source>
        <translation>호환형</translation>
    </message>
    <message>
        <source>Like the official tool makes it. You keep the power to take back tokens, and buyers will see that.</source>
        <translation>공식 도구와 같은 방식이에요. 만든 사람이 토큰을 되가져갈 수 있고, 사는 사람에게도 그렇게 보여요.</translation>
    </message>
    <message>
        <source>Enter a whole number of at least 1, or leave it empty.</source>
        <translation>1 이상의 정수를 넣거나 비워 두세요.</translation>
    </message>
    <message>
        <source>Enter a symbol.</source>
        <translation>심벌을 입력하세요.</translation>
    </message>
    <message>
        <source>Give the collection a name.</source>
        <translation>컬렉션 이름을 지어 주세요.</translation>
    </message>
    <message>
        <source>Create collection</source>
        <translation>컬렉션 만들기</translation>
    </message>
    <message>
        <source>The collection exists. You can mint into it now.</source>
        <translation>컬렉션이 만들어졌어요. 이제 여기에 발행할 수 있어요.</translation>
    </message>
    <message>
        <source>Empty: 1,000,000, the most there can be. It can&apos;t be changed later.</source>
        <translation>비워 두면 최대치인 1,000,000개예요. 나중에 바꿀 수 없어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::CreateView</name>
    <message>
        <source>Write down</source>
        <translation>적기</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>Protect</source>
        <translation>보호</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Whoever has these words has the money. Write them on paper; take no photo and no screenshot, and type them into no website.</source>
        <translation>이 단어를 가진 사람이 돈을 가져요. 종이에 적으세요. 사진이나 화면 갈무리를 남기지 말고, 어떤 웹사이트에도 입력하지 마세요.</translation>
    </message>
    <message>
        <source>Passphrase (optional)</source>
        <translation>추가 암호 (선택)</translation>
    </message>
    <message>
        <source>A 13th secret. Other AIN wallets can&apos;t read a phrase with a passphrase, and without it the words alone open nothing.</source>
        <translation>열세 번째 비밀이에요. 다른 AIN 지갑은 추가 암호가 있는 단어를 읽지 못하고, 추가 암호 없이는 단어만으로 열 수 없어요.</translation>
    </message>
    <message>
        <source>Derivation path</source>
        <translation>파생 경로</translation>
    </message>
    <message>
        <source>AIN standard (m/44&apos;/412&apos;)</source>
        <translation>AIN 표준 (m/44&apos;/412&apos;)</translation>
    </message>
    <message>
        <source>AIN Wallet extension (m/44&apos;/60&apos;)</source>
        <translation>AIN Wallet 확장 프로그램 (m/44&apos;/60&apos;)</translation>
    </message>
    <message>
        <source>Advanced: passphrase, derivation path</source>
        <translation>고급: 추가 암호, 파생 경로</translation>
    </message>
    <message>
        <source>These words are your wallet. Write them down in this order; they are shown only now.</source>
        <translation>이 단어들이 곧 지갑이에요. 순서대로 적어 두세요. 지금만 보여 드려요.</translation>
    </message>
    <message>
        <source>I wrote them down</source>
        <translation>다 적었어요</translation>
    </message>
    <message>
        <source>Now every word once, in shuffled order, from your paper.</source>
        <translation>적어 둔 종이를 보고, 섞인 순서로 모든 단어를 한 번씩 입력하세요.</translation>
    </message>
    <message>
        <source>Word number %1</source>
        <translation>%1번째 단어</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2개 중 %1개</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>The password locks this computer’s copy. It does not replace the words.</source>
        <translation>비밀번호는 이 컴퓨터에 있는 사본을 잠가요. 단어를 대신하지는 않아요.</translation>
    </message>
    <message>
        <source>The wallet is stored in your vault, sealed with your password.</source>
        <translation>지갑은 비밀번호로 봉인된 금고에 저장돼요.</translation>
    </message>
    <message>
        <source>Creating… this takes about a second</source>
        <translation>만드는 중… 1초쯤 걸려요</translation>
    </message>
    <message>
        <source>Create wallet</source>
        <translation>지갑 만들기</translation>
    </message>
    <message>
        <source>That is not word number %1. Look at your paper again.</source>
        <translation>%1번째 단어가 아니에요. 종이를 다시 확인해 보세요.</translation>
    </message>
    <message>
        <source>The wallet was not created.</source>
        <translation>지갑을 만들지 못했어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::DetailSheet</name>
    <message>
        <source>The newest state of this token could not be read.</source>
        <translation>이 토큰의 최신 상태를 읽지 못했어요.</translation>
    </message>
    <message>
        <source>Owner: you</source>
        <translation>소유자: 나</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>소유자</translation>
    </message>
    <message>
        <source>The picture is not on this computer; only its fingerprint is known.</source>
        <translation>그림이 이 컴퓨터에 없어요. 지문만 알고 있어요.</translation>
    </message>
    <message>
        <source>Metadata (JSON)</source>
        <translation>메타데이터 (JSON)</translation>
    </message>
    <message>
        <source>Give it away…</source>
        <translation>보내기…</translation>
    </message>
    <message>
        <source>Picture of %1</source>
        <translation>%1 그림</translation>
    </message>
    <message>
        <source>Owner of %1</source>
        <translation>%1의 소유자</translation>
    </message>
    <message>
        <source>A node gave another name or picture than the signed one: don’t trust what you see here.</source>
        <translation>노드가 서명된 것과 다른 이름이나 그림을 줬어요. 여기 보이는 것을 믿지 마세요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::DoorCard</name>
    <message>
        <source>Open the door for programs on this computer</source>
        <translation>이 컴퓨터의 프로그램에 문 열기</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>포트</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>주소 복사</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>키</translation>
    </message>
    <message>
        <source>New key…</source>
        <translation>새 키…</translation>
    </message>
    <message>
        <source>No key yet. Each program gets one of its own, with a limit a day.</source>
        <translation>아직 키가 없어요. 프로그램마다 하루 한도가 있는 키를 따로 만들어 주세요.</translation>
    </message>
    <message>
        <source>Keys of programs</source>
        <translation>프로그램의 키</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>없애기…</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>없애기</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>Try it in a terminal</source>
        <translation>터미널에서 해 보기</translation>
    </message>
    <message>
        <source>Copy example</source>
        <translation>예시 복사</translation>
    </message>
    <message>
        <source>Open, served by another program (process %1)</source>
        <translation>열려 있어요. 다른 프로그램(프로세스 %1)이 맡고 있어요</translation>
    </message>
    <message>
        <source>Open for programs on this computer</source>
        <translation>이 컴퓨터의 프로그램에 열려 있어요</translation>
    </message>
    <message>
        <source>Not open</source>
        <translation>열리지 않았어요</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>닫혀 있어요</translation>
    </message>
    <message>
        <source>An images endpoint as OpenAI’s clients know it, on this computer alone. Whoever has a key may draw while sharing is on and nothing stands in the way.</source>
        <translation>OpenAI 클라이언트가 아는 그림 엔드포인트예요. 이 컴퓨터에서만 쓸 수 있어요. 키가 있으면, 나누기가 켜져 있고 걸림돌이 없을 때 그릴 수 있어요.</translation>
    </message>
    <message>
        <source>The door could not be opened.</source>
        <translation>문을 열지 못했어요.</translation>
    </message>
    <message>
        <source>The keys could not be read.</source>
        <translation>키를 읽지 못했어요.</translation>
    </message>
    <message>
        <source>Programs that use “%1” are refused from now on, and the key can’t be made valid again.</source>
        <translation>‘%1’ 키를 쓰는 프로그램은 이제부터 거절돼요. 되살릴 수 없어요.</translation>
    </message>
    <message>
        <source>The key was not revoked.</source>
        <translation>키를 없애지 못했어요.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>복사했어요</translation>
    </message>
</context>
<context>
    <name>ain::ui::DoorKeyModel</name>
    <message numerus="yes">
        <source>%1 of %2 pictures today, %n request(s) at once</source>
        <translation>
            <numerusform>오늘 그림 %2장 중 %1장, 동시에 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>없앰</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>쓸 수 있음</translation>
    </message>
</context>
<context>
    <name>ain::ui::DoorKeySheet</name>
    <message>
        <source>Give it a name, such as that of the program.</source>
        <translation>프로그램 이름처럼 알아볼 이름을 적어 주세요.</translation>
    </message>
    <message>
        <source>No key was made.</source>
        <translation>키를 만들지 못했어요.</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>새 키</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>For you alone: which program uses it</source>
        <translation>나만 보는 이름이에요. 어느 프로그램이 쓰는지 적어 두세요</translation>
    </message>
    <message>
        <source>Pictures a day</source>
        <translation>하루 그림 수</translation>
    </message>
    <message>
        <source>Requests at once</source>
        <translation>동시에 청하는 수</translation>
    </message>
    <message>
        <source>This key is shown once and kept nowhere. Put it where the program keeps its keys.</source>
        <translation>이 키는 한 번만 보여 주고 어디에도 남기지 않아요. 프로그램이 키를 두는 곳에 넣어 주세요.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>Copied; gone in %1 s</source>
        <translation>복사했어요. %1초 뒤 지워져요</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>마침</translation>
    </message>
    <message>
        <source>Make the key</source>
        <translation>키 만들기</translation>
    </message>
</context>
<context>
    <name>ain::ui::DrillSheet</name>
    <message>
        <source>Choose the backup</source>
        <translation>백업 고르기</translation>
    </message>
    <message>
        <source>AIN Studio backup (*.ainbackup);;All files (*)</source>
        <translation>AIN Studio 백업 (*.ainbackup);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Check my backup</source>
        <translation>백업 확인</translation>
    </message>
    <message>
        <source>Tries whether what you keep would bring back the accounts of this vault. Nothing is changed, and what you type is forgotten.</source>
        <translation>간직한 백업이 이 금고의 계정을 되살릴 수 있는지 시험해 봐요. 아무것도 바꾸지 않고, 입력한 것은 남기지 않아요.</translation>
    </message>
    <message>
        <source>Recovery words</source>
        <translation>복구 단어</translation>
    </message>
    <message>
        <source>Backup file</source>
        <translation>백업 파일</translation>
    </message>
    <message>
        <source>Your 12 to 24 words</source>
        <translation>12~24개의 복구 단어</translation>
    </message>
    <message>
        <source>Passphrase (only if you used one)</source>
        <translation>추가 암호(쓴 경우에만)</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>추가 암호</translation>
    </message>
    <message>
        <source>Choose the file…</source>
        <translation>파일 고르기…</translation>
    </message>
    <message>
        <source>No file chosen yet.</source>
        <translation>아직 고른 파일이 없어요.</translation>
    </message>
    <message>
        <source>The password of that time</source>
        <translation>백업할 때의 비밀번호</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>확인</translation>
    </message>
    <message numerus="yes">
        <source>Good: it brings back all %n account(s) of this vault.</source>
        <translation>
            <numerusform>좋아요. 이 금고의 계정 %n개를 모두 되살려요.</numerusform>
        </translation>
    </message>
    <message>
        <source>This brings back none of the accounts of this vault.</source>
        <translation>이것으로는 이 금고의 계정을 하나도 되살릴 수 없어요.</translation>
    </message>
    <message numerus="yes">
        <source>It brings back %n account(s), but not all of them.</source>
        <translation>
            <numerusform>계정 %n개를 되살리지만 전부는 아니에요.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not in it: %1 (%2)</source>
        <translation>들어 있지 않음: %1 (%2)</translation>
    </message>
    <message>
        <source>Imported keys and accounts of other words are not in these words. A backup file holds them.</source>
        <translation>가져온 키와 다른 복구 단어의 계정은 이 단어로 되살릴 수 없어요. 백업 파일에는 들어 있어요.</translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) are only watched and have no key here.</source>
        <translation>
            <numerusform>계정 %n개는 지켜보기만 해서 여기에 키가 없어요.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The file holds %n account(s) more that are not here.</source>
        <translation>
            <numerusform>파일에는 여기에 없는 계정이 %n개 더 있어요.</numerusform>
        </translation>
    </message>
    <message>
        <source>Words bring back keys: not names, notes, pictures, models or the books of sharing.</source>
        <translation>복구 단어는 키만 되살려요. 이름, 메모, 그림, 모델, 나누기 장부는 되살리지 않아요.</translation>
    </message>
    <message>
        <source>A backup holds the vault: accounts, contacts, notes and your transactions. It does not hold pictures, models or the books of sharing.</source>
        <translation>백업에는 금고가 들어 있어요: 계정, 연락처, 메모, 내 거래. 그림, 모델, 나누기 장부는 들어 있지 않아요.</translation>
    </message>
    <message>
        <source>Choose the backup file first.</source>
        <translation>먼저 백업 파일을 고르세요.</translation>
    </message>
    <message>
        <source>The backup could not be checked.</source>
        <translation>백업을 확인하지 못했어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::EarningsCard</name>
    <message>
        <source>Save what was earned</source>
        <translation>번 것 저장</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>표 (*.csv)</translation>
    </message>
    <message>
        <source>Earnings</source>
        <translation>수익</translation>
    </message>
    <message>
        <source>Save CSV…</source>
        <translation>CSV 저장…</translation>
    </message>
    <message>
        <source>Every tab as a table, for a spreadsheet or your taxes</source>
        <translation>모든 외상을 표로 저장해요. 스프레드시트나 세금 신고에 쓸 수 있어요</translation>
    </message>
    <message>
        <source>Tabs of requesters</source>
        <translation>요청자별 외상</translation>
    </message>
    <message>
        <source>Ask for payment</source>
        <translation>지급 청하기</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>전달함</translation>
    </message>
    <message>
        <source>Signed for</source>
        <translation>서명받음</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>지급됨</translation>
    </message>
    <message>
        <source>Paid and proven</source>
        <translation>지급되고 증명됨</translation>
    </message>
    <message>
        <source>No network is open, so nobody can tell what was earned.</source>
        <translation>열린 네트워크가 없어서 얼마를 벌었는지 알 수 없어요.</translation>
    </message>
    <message>
        <source>The vault is locked: amounts are not shown.</source>
        <translation>금고가 잠겨 있어 금액을 보여 주지 않아요.</translation>
    </message>
    <message>
        <source>The books are being read …</source>
        <translation>장부를 읽고 있어요 …</translation>
    </message>
    <message>
        <source>What was earned could not be read.</source>
        <translation>번 것을 읽지 못했어요.</translation>
    </message>
    <message>
        <source>Nothing was earned on this network yet. Sharing is on; work is taken when nothing stands in the way.</source>
        <translation>이 네트워크에서는 아직 번 것이 없어요. 나누기가 켜져 있어서, 걸림돌이 없을 때 작업을 받아요.</translation>
    </message>
    <message>
        <source>Nothing was earned on this network yet.</source>
        <translation>이 네트워크에서는 아직 번 것이 없어요.</translation>
    </message>
    <message>
        <source>What does it wait for?</source>
        <translation>무엇을 기다리나요?</translation>
    </message>
    <message>
        <source>Share this GPU</source>
        <translation>이 GPU 나누기</translation>
    </message>
    <message>
        <source>not signed yet</source>
        <translation>아직 서명 없음</translation>
    </message>
    <message>
        <source>not paid yet</source>
        <translation>아직 지급 안 됨</translation>
    </message>
    <message>
        <source>not proven</source>
        <translation>증명 안 됨</translation>
    </message>
    <message>
        <source>proven</source>
        <translation>증명됨</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s), %1 megapixel-steps</source>
        <translation>
            <numerusform>작업 %n건, %1 메가픽셀·스텝</numerusform>
        </translation>
    </message>
    <message>
        <source>fees of %1 were paid by the requesters</source>
        <translation>수수료 %1은(는) 요청자가 냈어요</translation>
    </message>
    <message>
        <source>%1 will not be paid any more</source>
        <translation>%1은(는) 더 이상 지급되지 않아요</translation>
    </message>
    <message>
        <source>It is tried again by itself: %1</source>
        <translation>저절로 다시 시도해요: %1</translation>
    </message>
    <message>
        <source>Transaction: %1</source>
        <translation>거래: %1</translation>
    </message>
    <message>
        <source>Why it is not paid</source>
        <translation>지급되지 않은 까닭</translation>
    </message>
    <message>
        <source>The payment could not be asked for.</source>
        <translation>지급을 청하지 못했어요.</translation>
    </message>
    <message>
        <source>The table was not saved.</source>
        <translation>표를 저장하지 못했어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::EarningsModel</name>
    <message>
        <source>not signed yet</source>
        <translation>아직 서명 없음</translation>
    </message>
    <message>
        <source>signed, not paid</source>
        <translation>서명됨, 지급 전</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>지급 청함</translation>
    </message>
    <message>
        <source>paid, not proven</source>
        <translation>지급됨, 증명 전</translation>
    </message>
    <message>
        <source>paid, proven</source>
        <translation>지급됨, 증명됨</translation>
    </message>
    <message>
        <source>not paid</source>
        <translation>지급 안 됨</translation>
    </message>
    <message>
        <source>Delivered, but the requester has not signed for it yet. Only what is signed for can be asked for.</source>
        <translation>전달했지만 요청자가 아직 서명하지 않았어요. 서명된 것만 지급을 청할 수 있어요.</translation>
    </message>
    <message>
        <source>The requester signed for it. It is asked for by itself when the tab is full, an hour old or near its end; you can ask for it now.</source>
        <translation>요청자가 서명했어요. 외상이 차거나, 한 시간이 지나거나, 끝이 가까우면 저절로 청해요. 지금 청할 수도 있어요.</translation>
    </message>
    <message>
        <source>The payment was given to the network and waits for a final block.</source>
        <translation>지급을 네트워크에 보냈고 최종 블록을 기다리고 있어요.</translation>
    </message>
    <message>
        <source>Paid, as the nodes tell. Whether that is true is being proven from blocks that the validators signed.</source>
        <translation>노드 말로는 지급됐어요. 정말인지 검증인들이 서명한 블록에서 증명하고 있어요.</translation>
    </message>
    <message>
        <source>Paid, and proven from blocks that the validators signed.</source>
        <translation>지급됐고, 검증인들이 서명한 블록에서 증명됐어요.</translation>
    </message>
    <message>
        <source>This will not be paid any more.</source>
        <translation>더 이상 지급되지 않아요.</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s), %1 megapixel-steps</source>
        <translation>
            <numerusform>작업 %n건, %1 메가픽셀·스텝</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::ElectricityCard</name>
    <message>
        <source>%1 kWh</source>
        <translation>%1kWh</translation>
    </message>
    <message>
        <source>%1 measured on the GPU, %2 estimated</source>
        <translation>GPU에서 측정 %1, 추정 %2</translation>
    </message>
    <message>
        <source>%1, measured on the GPU</source>
        <translation>%1(GPU에서 측정)</translation>
    </message>
    <message>
        <source>%1, estimated</source>
        <translation>%1(추정)</translation>
    </message>
    <message>
        <source>Electricity</source>
        <translation>전기</translation>
    </message>
    <message>
        <source>Price of electricity</source>
        <translation>전기 요금</translation>
    </message>
    <message>
        <source> ₩/kWh</source>
        <translation> 원/kWh</translation>
    </message>
    <message>
        <source>Drawn where nothing is measured</source>
        <translation>측정하지 못할 때의 전력</translation>
    </message>
    <message>
        <source>What an AIN is worth to you</source>
        <translation>1 AIN의 값</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>정하지 않음</translation>
    </message>
    <message>
        <source>Drawn for others</source>
        <translation>다른 사람 위해 그린 시간</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>에너지</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>비용</translation>
    </message>
    <message>
        <source>Left of what was paid</source>
        <translation>지급된 것에서 남은 것</translation>
    </message>
    <message>
        <source>Of everything that was paid, on this network only, at the price you gave.</source>
        <translation>이 네트워크에서 지급된 것만, 정해 준 값으로 계산했어요.</translation>
    </message>
    <message>
        <source>This program knows no price of AIN, so cost and earnings stand side by side. Give a price to see what is left.</source>
        <translation>이 프로그램은 AIN의 시세를 몰라서 비용과 수익을 나란히 보여 줘요. 값을 정해 주면 얼마가 남는지 계산해요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::EnlistSheet</name>
    <message>
        <source>Offer this GPU on the chain</source>
        <translation>이 GPU를 체인에 내놓기</translation>
    </message>
    <message>
        <source>Others find you and agree on a price with you by what stands on the chain. Each step is one signature. The stake stays yours.</source>
        <translation>다른 사람은 체인에 적힌 것을 보고 나를 찾아 가격을 정해요. 단계마다 서명이 하나씩 필요해요. 스테이크는 그대로 내 것이에요.</translation>
    </message>
    <message>
        <source>✓ %1</source>
        <translation>✓ %1</translation>
    </message>
    <message>
        <source>○ %1</source>
        <translation>○ %1</translation>
    </message>
    <message>
        <source>This network has the app in which GPUs are offered.</source>
        <translation>이 네트워크에 GPU를 내놓는 앱이 있어요.</translation>
    </message>
    <message>
        <source>%1 of %2 are staked.</source>
        <translation>%2 중 %1 스테이킹됨</translation>
    </message>
    <message>
        <source>A stake.</source>
        <translation>스테이크</translation>
    </message>
    <message>
        <source>Offered for at least %1 a megapixel-step, at %2.</source>
        <translation>메가픽셀·스텝당 최소 %1, 주소 %2에 내놓았어요.</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>An offer for at least %1 a megapixel-step.</source>
        <translation>메가픽셀·스텝당 최소 %1에 내놓기</translation>
    </message>
    <message>
        <source>Take the offer back</source>
        <translation>내놓은 것 거두기</translation>
    </message>
    <message>
        <source>Asking the network…</source>
        <translation>네트워크에 묻는 중…</translation>
    </message>
    <message>
        <source>The app is missing here. You can set it up; nobody, you included, can change its rules later.</source>
        <translation>이 네트워크에는 앱이 없어요. 직접 만들 수 있고, 만든 뒤에는 나를 포함해 누구도 규칙을 바꿀 수 없어요.</translation>
    </message>
    <message>
        <source>The stake is locked while you offer, and for a while after you asked for it back.</source>
        <translation>내놓는 동안, 그리고 돌려받기를 요청한 뒤 한동안 스테이크가 잠겨요.</translation>
    </message>
    <message>
        <source>No address for others is set, so only programs on this computer can reach you. A server with https in front of the port makes you reachable.</source>
        <translation>다른 사람이 쓸 주소가 없어서 이 컴퓨터의 프로그램만 연결할 수 있어요. 포트 앞에 https 서버를 두면 밖에서도 연결돼요.</translation>
    </message>
    <message>
        <source>The offer stands as you want it. Nothing needs to be signed.</source>
        <translation>원하는 대로 이미 내놓았어요. 서명할 것이 없어요.</translation>
    </message>
    <message>
        <source>Set it up</source>
        <translation>앱 만들기</translation>
    </message>
    <message>
        <source>Stake now</source>
        <translation>지금 스테이킹</translation>
    </message>
    <message>
        <source>Offer now</source>
        <translation>지금 내놓기</translation>
    </message>
    <message>
        <source>The app is set up. Next comes the stake.</source>
        <translation>앱을 만들었어요. 다음은 스테이킹이에요.</translation>
    </message>
    <message>
        <source>Staked, and final. Next comes the offer.</source>
        <translation>스테이킹이 확정됐어요. 다음은 내놓기예요.</translation>
    </message>
    <message>
        <source>The offer is taken back. Open agreements go on until they end.</source>
        <translation>내놓은 것을 거두었어요. 이미 맺은 약속은 끝날 때까지 이어져요.</translation>
    </message>
    <message>
        <source>Offered. Others can agree on a price with you now.</source>
        <translation>내놓았어요. 이제 다른 사람이 나와 가격을 정할 수 있어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::ErrorBanner</name>
    <message>
        <source>Copy details</source>
        <translation>자세한 내용 복사</translation>
    </message>
    <message>
        <source>Copy details of the error</source>
        <translation>오류의 자세한 내용 복사</translation>
    </message>
</context>
<context>
    <name>ain::ui::ExportSheet</name>
    <message>
        <source>Write a keystore file</source>
        <translation>키스토어 파일 쓰기</translation>
    </message>
    <message>
        <source>Keystore (*.json)</source>
        <translation>키스토어 (*.json)</translation>
    </message>
    <message>
        <source>No file was written.</source>
        <translation>파일을 쓰지 않았어요.</translation>
    </message>
    <message>
        <source>Export secrets</source>
        <translation>비밀 내보내기</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Recovery words</source>
        <translation>복구 단어</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>개인 키</translation>
    </message>
    <message>
        <source>Keystore file</source>
        <translation>키스토어 파일</translation>
    </message>
    <message>
        <source>Bring back this account and every other one of the same words. For paper.</source>
        <translation>이 계정과 같은 단어에서 나온 모든 계정을 되살려요. 종이에 적어 두세요.</translation>
    </message>
    <message>
        <source>This account was imported from a key: it has no words.</source>
        <translation>키에서 가져온 계정이라 복구 단어가 없어요.</translation>
    </message>
    <message>
        <source>64 digits that are this account, and this one only. For a program that asks for them.</source>
        <translation>이 계정 하나만을 뜻하는 64자리예요. 이것을 요구하는 프로그램에 쓰세요.</translation>
    </message>
    <message>
        <source>The private key sealed with a password of its own, as other wallets read it.</source>
        <translation>따로 정한 비밀번호로 봉인한 개인 키예요. 다른 지갑도 읽을 수 있어요.</translation>
    </message>
    <message>
        <source>Password of the vault</source>
        <translation>금고 비밀번호</translation>
    </message>
    <message>
        <source>Writing the keystore file</source>
        <translation>키스토어 파일을 쓰는 중</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Whoever has these words has the money of all their accounts. No support, no website and no program needs them from you. Write them on paper; take no photo.</source>
        <translation>이 단어를 가진 사람이 그 모든 계정의 돈을 가져요. 고객 지원도, 웹사이트도, 다른 프로그램도 이 단어를 물어볼 이유가 없어요. 종이에 적고 사진은 찍지 마세요.</translation>
    </message>
    <message>
        <source>Whoever has this key has the money of this account. No support and no website needs it from you. There is no copy button: other programs read the clipboard.</source>
        <translation>이 키를 가진 사람이 이 계정의 돈을 가져요. 고객 지원도, 웹사이트도 이 키를 물어볼 이유가 없어요. 다른 프로그램이 클립보드를 읽을 수 있어서 복사 단추는 없어요.</translation>
    </message>
    <message>
        <source>The file is as safe as its password: whoever has the file can guess as often as they like. Choose a long one, and another one than that of the vault.</source>
        <translation>파일은 그 비밀번호만큼만 안전해요. 파일을 손에 넣은 사람은 얼마든지 추측해 볼 수 있어요. 길게, 그리고 금고와 다른 비밀번호로 정하세요.</translation>
    </message>
    <message>
        <source>The words are covered. Look around you, then show them.</source>
        <translation>단어를 가려 두었어요. 주위를 살핀 다음 보세요.</translation>
    </message>
    <message>
        <source>The key is covered. Look around you, then show it.</source>
        <translation>키를 가려 두었어요. 주위를 살핀 다음 보세요.</translation>
    </message>
    <message>
        <source>This phrase has a passphrase besides its words. Without it the words restore other, empty accounts. The passphrase is not shown here.</source>
        <translation>이 단어들에는 추가 암호가 따로 있어요. 그것이 없으면 단어만으로는 다른 빈 계정이 복구돼요. 추가 암호는 여기에 나오지 않아요.</translation>
    </message>
    <message numerus="yes">
        <source>Covers itself in %n second(s), and when another window comes to the front.</source>
        <translation>
            <numerusform>%n초 뒤에, 또는 다른 창이 앞에 나오면 저절로 가려져요.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sealing the key. This takes some seconds on purpose: they are what a thief pays for each guess.</source>
        <translation>키를 봉인하는 중이에요. 일부러 몇 초가 걸려요. 도둑이 추측할 때마다 치러야 하는 시간이에요.</translation>
    </message>
    <message>
        <source>Checking the password…</source>
        <translation>비밀번호를 확인하는 중…</translation>
    </message>
    <message>
        <source>The keystore file is written: %1</source>
        <translation>키스토어 파일을 썼어요: %1</translation>
    </message>
    <message>
        <source>Get the words</source>
        <translation>단어 꺼내기</translation>
    </message>
    <message>
        <source>Get the key</source>
        <translation>키 꺼내기</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>파일 고르기…</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>잠시만요…</translation>
    </message>
    <message>
        <source>Show now</source>
        <translation>지금 보기</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>가리기</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Enter the password of the vault.</source>
        <translation>금고 비밀번호를 입력하세요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::FirstRunPage</name>
    <message>
        <source>Welcome to AIN Studio</source>
        <translation>AIN Studio에 오신 것을 환영해요</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>계정 추가</translation>
    </message>
    <message>
        <source>Your wallet and studio for AINFTs. Keys stay on this computer; the program calls nobody but the node you choose.</source>
        <translation>AINFT를 위한 지갑과 스튜디오예요. 키는 이 컴퓨터에만 있고, 프로그램은 고른 노드 말고는 아무 데도 연결하지 않아요.</translation>
    </message>
    <message>
        <source>Each network has its own keys. How do you want to begin on this one?</source>
        <translation>네트워크마다 키가 따로 있어요. 이 네트워크에서는 어떻게 시작할까요?</translation>
    </message>
    <message>
        <source>Create a wallet</source>
        <translation>지갑 만들기</translation>
    </message>
    <message>
        <source>Restore or import</source>
        <translation>되살리기 · 가져오기</translation>
    </message>
    <message>
        <source>Starting the practice network…</source>
        <translation>연습 네트워크를 시작하는 중…</translation>
    </message>
    <message>
        <source>Try the practice network</source>
        <translation>연습 네트워크 써 보기</translation>
    </message>
    <message>
        <source>One click: a real AIN chain on this computer with play money. Nothing to write down.</source>
        <translation>클릭 한 번이면 이 컴퓨터 안에 진짜 AIN 체인이 열려요. 연습용 돈이라 적어 둘 것도 없어요.</translation>
    </message>
    <message>
        <source>New keys from 12 words that only you have. Have paper and a pen ready.</source>
        <translation>나만 아는 단어 12개로 새 키를 만들어요. 종이와 펜을 준비하세요.</translation>
    </message>
    <message>
        <source>From words, a keystore file, a private key or a backup. Or just watch an address.</source>
        <translation>복구 단어, 키스토어 파일, 개인 키, 백업에서 가져와요. 주소를 지켜보기만 할 수도 있어요.</translation>
    </message>
    <message>
        <source>Back to the wallet</source>
        <translation>지갑으로 돌아가기</translation>
    </message>
    <message>
        <source>The practice network did not start.</source>
        <translation>연습 네트워크를 시작하지 못했어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::Fold</name>
    <message>
        <source>open</source>
        <translation>펼침</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>접힘</translation>
    </message>
</context>
<context>
    <name>ain::ui::GalleryCard</name>
    <message>
        <source>The gallery could not be read.</source>
        <translation>갤러리를 읽지 못했어요.</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>갤러리</translation>
    </message>
    <message>
        <source>Search prompts and tags</source>
        <translation>프롬프트와 태그로 찾기</translation>
    </message>
    <message>
        <source>Only this tag or model</source>
        <translation>이 태그나 모델만</translation>
    </message>
    <message>
        <source>Order of pictures</source>
        <translation>그림 순서</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>최신순</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>오래된 순</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>큰 순</translation>
    </message>
    <message>
        <source>By model</source>
        <translation>모델별</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Star or unstar (S)</source>
        <translation>별표 달기·떼기 (S)</translation>
    </message>
    <message>
        <source>Star or unstar the chosen pictures</source>
        <translation>고른 그림에 별표 달기·떼기</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Choose two to compare them (C)</source>
        <translation>두 장을 고르면 비교할 수 있어요 (C)</translation>
    </message>
    <message>
        <source>Compare the two chosen pictures</source>
        <translation>고른 두 그림 비교</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Delete the chosen pictures</source>
        <translation>고른 그림 삭제</translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation>선택 풀기</translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>전체 %1</translation>
    </message>
    <message>
        <source>Only starred pictures, %1</source>
        <translation>별표한 그림만, %1장</translation>
    </message>
    <message>
        <source>Minted %1</source>
        <translation>발행함 %1</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>No pictures yet. What you draw is kept here.</source>
        <translation>아직 그림이 없어요. 그린 것은 여기에 모여요.</translation>
    </message>
    <message>
        <source>No picture is like that.</source>
        <translation>그런 그림이 없어요.</translation>
    </message>
    <message>
        <source>Write a prompt</source>
        <translation>프롬프트 쓰기</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>모두 보기</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n장 선택함</numerusform>
        </translation>
    </message>
    <message>
        <source>The star could not be set.</source>
        <translation>별표를 달지 못했어요.</translation>
    </message>
    <message>
        <source>The pictures could not be deleted.</source>
        <translation>그림을 삭제하지 못했어요.</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) deleted</source>
        <translation>
            <numerusform>그림 %n장을 삭제했어요</numerusform>
        </translation>
    </message>
    <message>
        <source>The pictures could not be brought back.</source>
        <translation>그림을 되돌리지 못했어요.</translation>
    </message>
    <message>
        <source>Save the contact sheet</source>
        <translation>모음 그림 저장</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message numerus="yes">
        <source>The grid of %n picture(s) is drawn.</source>
        <translation>
            <numerusform>그림 %n장의 그리드를 다 그렸어요.</numerusform>
        </translation>
    </message>
    <message>
        <source>Save as one sheet…</source>
        <translation>한 장으로 저장…</translation>
    </message>
    <message>
        <source>Saves the chosen pictures as one, with the settings they differ in along its edges</source>
        <translation>고른 그림들을 한 장에 모아 저장하고, 서로 다른 설정을 가장자리에 적어요</translation>
    </message>
    <message>
        <source>Save the chosen pictures as one sheet</source>
        <translation>고른 그림들을 한 장으로 저장</translation>
    </message>
    <message>
        <source>contact sheet</source>
        <translation>모음 그림</translation>
    </message>
    <message>
        <source>The contact sheet could not be saved.</source>
        <translation>모음 그림을 저장하지 못했어요.</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>저장했어요: %1</translation>
    </message>
    <message>
        <source>Sheet…</source>
        <translation>모음…</translation>
    </message>
</context>
<context>
    <name>ain::ui::GalleryModel</name>
    <message>
        <source>Picture %1 of %2</source>
        <translation>그림 %2장 중 %1번째</translation>
    </message>
    <message>
        <source>Picture without prompt</source>
        <translation>프롬프트 없는 그림</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>별표</translation>
    </message>
    <message>
        <source>minted</source>
        <translation>발행함</translation>
    </message>
</context>
<context>
    <name>ain::ui::GridSheet</name>
    <message>
        <source>Grid</source>
        <translation>그리드</translation>
    </message>
    <message>
        <source>Variations</source>
        <translation>변주</translation>
    </message>
    <message>
        <source>Variations: the same with other seeds</source>
        <translation>변주: 시드만 바꿔서</translation>
    </message>
    <message>
        <source>X/Y grid</source>
        <translation>X/Y 그리드</translation>
    </message>
    <message>
        <source>X/Y grid: two settings against each other</source>
        <translation>X/Y 그리드: 두 설정을 맞대어 보기</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>그림 수</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>가이던스</translation>
    </message>
    <message>
        <source>Sampler</source>
        <translation>샘플러</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>스케줄러</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>세기</translation>
    </message>
    <message>
        <source>CLIP skip</source>
        <translation>CLIP 건너뛰기</translation>
    </message>
    <message>
        <source>LoRA weight</source>
        <translation>LoRA 가중치</translation>
    </message>
    <message>
        <source>Words of the prompt</source>
        <translation>프롬프트의 낱말</translation>
    </message>
    <message>
        <source>Across</source>
        <translation>가로</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>세로</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>값</translation>
    </message>
    <message>
        <source>cat, dog, fox: the first stands in the prompt</source>
        <translation>고양이, 개, 여우: 첫 낱말이 프롬프트에 있어야 해요</translation>
    </message>
    <message>
        <source>Nothing to draw yet: at most %1 pictures, values separated by commas.</source>
        <translation>아직 그릴 것이 없어요. 값은 쉼표로 나누고, 최대 %1장이에요.</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>그림 %n장</numerusform>
        </translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>그리기</translation>
    </message>
</context>
<context>
    <name>ain::ui::GuideSheet</name>
    <message>
        <source>User guide</source>
        <translation>사용 설명서</translation>
    </message>
    <message>
        <source>Find in the guide: a word, then Enter</source>
        <translation>설명서에서 찾기: 낱말을 쓰고 Enter</translation>
    </message>
    <message>
        <source>Find in the guide</source>
        <translation>설명서에서 찾기</translation>
    </message>
    <message>
        <source>“%1” does not stand in the guide.</source>
        <translation>설명서에 “%1”이(가) 없어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::HandOverSheet</name>
    <message>
        <source>Signing request (*.ainreq)</source>
        <translation>서명 요청 (*.ainreq)</translation>
    </message>
    <message>
        <source>Signature (*.ainsig)</source>
        <translation>서명 (*.ainsig)</translation>
    </message>
    <message>
        <source>Save for the other device</source>
        <translation>다른 기기로 옮길 파일 저장</translation>
    </message>
    <message>
        <source>Sign on another device</source>
        <translation>다른 기기에서 서명</translation>
    </message>
    <message>
        <source>Take the signature back</source>
        <translation>서명 돌려보내기</translation>
    </message>
    <message>
        <source>This account has no key here. On the device that has it, open “Offline signing” → “Sign a request”, and give it this file or pictures of these codes. It needs no network. The request is good for a week, and waits here until its signature comes back.</source>
        <translation>이 계정의 키는 여기에 없어요. 키가 있는 기기에서 ‘오프라인 서명’ → ‘요청에 서명’을 열고 이 파일이나 QR 코드 사진을 주세요. 그 기기에는 네트워크가 필요 없어요. 요청은 일주일 동안 쓸 수 있고, 서명이 돌아올 때까지 여기서 기다려요.</translation>
    </message>
    <message>
        <source>Give this to the copy that made the request: “Offline signing” → “Send what was signed”. The signature is good for exactly that transaction and no other.</source>
        <translation>요청을 만든 컴퓨터의 ‘오프라인 서명’ → ‘서명된 것 보내기’에 주세요. 이 서명은 바로 그 거래에만 쓸 수 있어요.</translation>
    </message>
    <message>
        <source>This is too long for QR codes: use the file.</source>
        <translation>QR 코드로 보여 주기에는 너무 길어요. 파일을 쓰세요.</translation>
    </message>
    <message>
        <source>Save as a file…</source>
        <translation>파일로 저장…</translation>
    </message>
    <message>
        <source>I have the signature…</source>
        <translation>서명을 받았어요…</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>저장했어요: %1</translation>
    </message>
</context>
<context>
    <name>ain::ui::HistoryCard</name>
    <message>
        <source>The search was cleared.</source>
        <translation>검색어를 지웠어요.</translation>
    </message>
    <message>
        <source>Save the history</source>
        <translation>내역 저장</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>표 (*.csv)</translation>
    </message>
    <message>
        <source>Save as table…</source>
        <translation>표로 저장…</translation>
    </message>
    <message>
        <source>Label, for yourself</source>
        <translation>나만 보는 라벨</translation>
    </message>
    <message>
        <source>Label of the selected entry</source>
        <translation>고른 내역의 라벨</translation>
    </message>
    <message>
        <source>Save label</source>
        <translation>라벨 저장</translation>
    </message>
    <message>
        <source>Save as contact</source>
        <translation>연락처로 저장</translation>
    </message>
    <message>
        <source>Look further back</source>
        <translation>더 오래전까지 찾기</translation>
    </message>
    <message>
        <source>History</source>
        <translation>내역</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>보냄</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>받음</translation>
    </message>
    <message>
        <source>AINFT</source>
        <translation>AINFT</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>보기: %1</translation>
    </message>
    <message>
        <source>Name, address, hash, amount, label</source>
        <translation>이름, 주소, 해시, 금액, 라벨</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>내역 찾기</translation>
    </message>
    <message>
        <source>No entry fits this search.</source>
        <translation>찾는 내역이 없어요.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>모두 보기</translation>
    </message>
    <message>
        <source>Transaction</source>
        <translation>거래</translation>
    </message>
    <message>
        <source>There is no account on this network yet.</source>
        <translation>이 네트워크에는 아직 계정이 없어요.</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>계정 추가</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Get some play money and try everything without risk.</source>
        <translation>아직 내역이 없어요. 연습용 돈을 받아 마음 놓고 써 보세요.</translation>
    </message>
    <message>
        <source>Get play money</source>
        <translation>연습용 돈 받기</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Share your address to receive AIN.</source>
        <translation>아직 내역이 없어요. 주소를 알려 주고 AIN을 받아 보세요.</translation>
    </message>
    <message>
        <source>Receive</source>
        <translation>받기</translation>
    </message>
    <message>
        <source>The label was cleared.</source>
        <translation>라벨 칸을 비웠어요.</translation>
    </message>
    <message>
        <source>The label was not saved.</source>
        <translation>라벨을 저장하지 못했어요.</translation>
    </message>
    <message>
        <source>The table was not written.</source>
        <translation>표를 쓰지 못했어요.</translation>
    </message>
    <message>
        <source>Not every block was looked through.</source>
        <translation>모든 블록을 살펴보지는 못했어요.</translation>
    </message>
    <message>
        <source>Looking for payments: %1 of %2 blocks</source>
        <translation>받은 내역을 찾는 중: %2블록 중 %1블록</translation>
    </message>
    <message>
        <source>No block was looked through yet: what others sent you is not listed.</source>
        <translation>아직 살펴본 블록이 없어서 다른 사람이 보낸 내역은 보이지 않아요.</translation>
    </message>
    <message>
        <source>Complete: every block up to %1 was looked through.</source>
        <translation>빠짐없음: %1번까지 모든 블록을 살펴봤어요.</translation>
    </message>
    <message>
        <source>What others sent you is listed from block %1 to %2; older blocks were not looked through.</source>
        <translation>다른 사람이 보낸 내역은 %1번부터 %2번 블록까지 보여요. 더 오래된 블록은 아직 살펴보지 않았어요.</translation>
    </message>
    <message>
        <source>Nonce lane</source>
        <translation>논스 차선</translation>
    </message>
    <message>
        <source>Transactions of an account go one after another, by number.</source>
        <translation>한 계정의 거래는 번호 순서대로 하나씩 나가요.</translation>
    </message>
    <message>
        <source>#%1 ✓</source>
        <translation>#%1 ✓</translation>
    </message>
    <message>
        <source>#%1 %2</source>
        <translation>#%1 %2</translation>
    </message>
    <message>
        <source>#%1 blocks the others</source>
        <translation>#%1이(가) 나머지를 막고 있어요</translation>
    </message>
    <message>
        <source>nothing is blocked</source>
        <translation>막힌 거래 없음</translation>
    </message>
    <message>
        <source>Free the lane</source>
        <translation>차선 트기</translation>
    </message>
</context>
<context>
    <name>ain::ui::HistoryModel</name>
    <message>
        <source>Sent to %1</source>
        <translation>%1에게 보냄</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>보냄</translation>
    </message>
    <message>
        <source>Received from %1</source>
        <translation>%1에게서 받음</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>받음</translation>
    </message>
    <message>
        <source>Created collection %1</source>
        <translation>컬렉션 만듦 · %1</translation>
    </message>
    <message>
        <source>Minted %1</source>
        <translation>AINFT 발행 · %1</translation>
    </message>
    <message>
        <source>Gave away %1</source>
        <translation>토큰 보냄 · %1</translation>
    </message>
    <message>
        <source>Received token %1</source>
        <translation>토큰 받음 · %1</translation>
    </message>
    <message>
        <source>Staked</source>
        <translation>스테이킹</translation>
    </message>
    <message>
        <source>Staked for %1</source>
        <translation>앱 스테이킹 · %1</translation>
    </message>
    <message>
        <source>Transaction</source>
        <translation>거래</translation>
    </message>
    <message>
        <source>Stake taken back</source>
        <translation>스테이킹 되찾음</translation>
    </message>
    <message>
        <source>Stake taken back from %1</source>
        <translation>%1에서 스테이킹 되찾음</translation>
    </message>
    <message>
        <source>Rewards claimed</source>
        <translation>보상 받음</translation>
    </message>
    <message>
        <source>balance %1</source>
        <translation>잔액 %1</translation>
    </message>
    <message>
        <source>balance not known</source>
        <translation>잔액을 알 수 없음</translation>
    </message>
</context>
<context>
    <name>ain::ui::ImportSheet</name>
    <message>
        <source>Image</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>The opened image</source>
        <translation>연 이미지</translation>
    </message>
    <message>
        <source>The image does not say how it was made. It can still be drawn over or minted.</source>
        <translation>어떻게 만들었는지 이미지에 적혀 있지 않아요. 그래도 덧그리거나 발행할 수 있어요.</translation>
    </message>
    <message>
        <source>Settings by %1:</source>
        <translation>%1의 설정:</translation>
    </message>
    <message>
        <source>Texts inside the image</source>
        <translation>이미지 안의 글</translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation>이 설정 쓰기</translation>
    </message>
    <message>
        <source>Draw over it</source>
        <translation>덧그리기</translation>
    </message>
    <message>
        <source>Mint…</source>
        <translation>발행…</translation>
    </message>
    <message>
        <source>Content Credentials by %1.</source>
        <translation>%1의 콘텐츠 자격 증명이 있어요.</translation>
    </message>
    <message>
        <source>It says that AI made this picture.</source>
        <translation>AI가 만든 그림이라고 적혀 있어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::InpaintSheet</name>
    <message>
        <source>What is drawn anew</source>
        <translation>새로 그릴 곳</translation>
    </message>
    <message>
        <source>Paint over what shall change; the rest stays. Keys: arrows move, Space begins and ends a stroke, [ and ] change the brush, E erases, + and − zoom.</source>
        <translation>바꿀 곳을 칠하세요. 나머지는 그대로예요. 키: 화살표로 움직이고, 스페이스로 칠을 시작하고 끝내요. [ ]는 붓 크기, E는 지우개, + −는 확대예요.</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>붓</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>지우개</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Size of the brush in pixels</source>
        <translation>붓 크기(픽셀)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Undo the last stroke</source>
        <translation>마지막 칠 되돌리기</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 하기</translation>
    </message>
    <message>
        <source>Redo the stroke</source>
        <translation>칠 다시 하기</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>뒤집기</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>비우기</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>축소</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Picture to paint the mask on</source>
        <translation>마스크를 칠할 그림</translation>
    </message>
    <message>
        <source>Use this mask</source>
        <translation>이 마스크 쓰기</translation>
    </message>
    <message>
        <source>The picture can’t be shown.</source>
        <translation>그림을 보여 줄 수 없어요.</translation>
    </message>
    <message>
        <source>The mask could not be kept.</source>
        <translation>마스크를 저장하지 못했어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::LightCard</name>
    <message>
        <source>Pin a checkpoint</source>
        <translation>체크포인트 고정</translation>
    </message>
    <message>
        <source>Checkpoint (*.json)</source>
        <translation>체크포인트 (*.json)</translation>
    </message>
    <message>
        <source>Light client</source>
        <translation>라이트 클라이언트</translation>
    </message>
    <message>
        <source>Checks the signatures of the chain’s validators on this computer, so that no node has to be believed.</source>
        <translation>체인 검증인들의 서명을 이 컴퓨터에서 확인해서, 노드를 믿지 않아도 돼요.</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>지금 맞추기</translation>
    </message>
    <message>
        <source>Pin a checkpoint…</source>
        <translation>체크포인트 고정…</translation>
    </message>
    <message>
        <source>Trust a block that you got from people you trust, from now on</source>
        <translation>믿는 사람에게서 받은 블록을 이제부터 믿어요</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>폴더 열기</translation>
    </message>
    <message>
        <source>Validators and their stakes</source>
        <translation>검증인과 지분</translation>
    </message>
    <message>
        <source>alarm</source>
        <translation>경보</translation>
    </message>
    <message>
        <source>follows the chain</source>
        <translation>체인을 따라가는 중</translation>
    </message>
    <message>
        <source>behind</source>
        <translation>뒤처짐</translation>
    </message>
    <message>
        <source>checking blocks</source>
        <translation>블록 확인 중</translation>
    </message>
    <message>
        <source>nothing proven yet</source>
        <translation>아직 증명된 것이 없음</translation>
    </message>
    <message>
        <source>Evidence: %1</source>
        <translation>증거: %1</translation>
    </message>
    <message>
        <source>Checking blocks: %1 headers and %2 signatures so far.</source>
        <translation>블록 확인 중: 지금까지 헤더 %1개, 서명 %2개.</translation>
    </message>
    <message>
        <source>Trust begins</source>
        <translation>믿음의 시작</translation>
    </message>
    <message>
        <source>block %1 (%2): %3</source>
        <translation>블록 %1 (%2): %3</translation>
    </message>
    <message>
        <source>Newest proven block</source>
        <translation>증명된 최신 블록</translation>
    </message>
    <message>
        <source>Kept headers</source>
        <translation>보관한 헤더</translation>
    </message>
    <message>
        <source>%1, from block %2</source>
        <translation>%1개, 블록 %2부터</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>시계</translation>
    </message>
    <message>
        <source>This computer’s clock is behind that of the blocks. Set it right.</source>
        <translation>이 컴퓨터의 시계가 블록의 시각보다 늦어요. 시계를 맞춰 주세요.</translation>
    </message>
    <message>
        <source>Nodes that agree</source>
        <translation>말이 맞는 노드</translation>
    </message>
    <message>
        <source>Nodes not believed</source>
        <translation>믿지 않는 노드</translation>
    </message>
    <message numerus="yes">
        <source>%n validator(s), %1 staked</source>
        <translation>
            <numerusform>검증인 %n명, 지분 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>The newest block could not be checked.</source>
        <translation>최신 블록을 확인하지 못했어요.</translation>
    </message>
    <message>
        <source>The checkpoint was not pinned.</source>
        <translation>체크포인트를 고정하지 못했어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::LimitsCard</name>
    <message>
        <source>My limits</source>
        <translation>내가 정한 한계</translation>
    </message>
    <message>
        <source>Wait after the last touch</source>
        <translation>마지막으로 쓴 뒤 기다리기</translation>
    </message>
    <message>
        <source> s</source>
        <comment>seconds</comment>
        <translation>초</translation>
    </message>
    <message>
        <source>Pause when the GPU is hotter than</source>
        <translation>GPU가 이보다 뜨거우면 멈춤</translation>
    </message>
    <message>
        <source>At most, for each GPU</source>
        <translation>GPU마다 최대</translation>
    </message>
    <message>
        <source>any power</source>
        <translation>제한 없음</translation>
    </message>
    <message>
        <source>Data a day</source>
        <translation>하루 데이터</translation>
    </message>
    <message>
        <source>any amount</source>
        <translation>제한 없음</translation>
    </message>
    <message>
        <source>Keep free on the GPU</source>
        <translation>GPU에 남겨 둘 메모리</translation>
    </message>
    <message>
        <source>Pause while a program fills the screen</source>
        <translation>전체 화면 프로그램이 있으면 멈춤</translation>
    </message>
    <message>
        <source>Pause while another program uses the GPU</source>
        <translation>다른 프로그램이 GPU를 쓰면 멈춤</translation>
    </message>
    <message>
        <source>Only with mains power</source>
        <translation>전원에 연결되어 있을 때만</translation>
    </message>
    <message>
        <source>Only on networks without a meter</source>
        <translation>종량제가 아닌 네트워크에서만</translation>
    </message>
    <message>
        <source>Share even if this computer can’t tell whether I am away</source>
        <translation>자리를 비웠는지 알 수 없어도 나누기</translation>
    </message>
    <message>
        <source>Only between</source>
        <translation>이 시간에만</translation>
    </message>
    <message>
        <source>From</source>
        <translation>부터</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>까지</translation>
    </message>
    <message>
        <source>Share %1</source>
        <translation>%1 나누기</translation>
    </message>
</context>
<context>
    <name>ain::ui::LockPage</name>
    <message>
        <source>Locked</source>
        <translation>잠겨 있어요</translation>
    </message>
    <message>
        <source>The keys are out of memory; nothing can be signed. Transactions already sent go on by themselves.</source>
        <translation>키를 메모리에서 지웠고 아무것도 서명할 수 없어요. 이미 보낸 거래는 저절로 이어져요.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message numerus="yes">
        <source>Next try in %n second(s)</source>
        <translation>
            <numerusform>%n초 뒤에 다시 할 수 있어요</numerusform>
        </translation>
    </message>
    <message>
        <source>Opening… this takes about a second</source>
        <translation>여는 중… 1초쯤 걸려요</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>열기</translation>
    </message>
</context>
<context>
    <name>ain::ui::LoraList</name>
    <message>
        <source>LoRAs</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Add a LoRA</source>
        <translation>LoRA 더하기</translation>
    </message>
    <message>
        <source>No LoRA in the list of models</source>
        <translation>모델 목록에 LoRA가 없어요</translation>
    </message>
    <message>
        <source>Add a LoRA…</source>
        <translation>LoRA 더하기…</translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation>%1의 가중치</translation>
    </message>
    <message>
        <source>Take %1 away</source>
        <translation>%1 빼기</translation>
    </message>
</context>
<context>
    <name>ain::ui::MainWindow</name>
    <message>
        <source>Set a password first: without one there is nothing to lock with.</source>
        <translation>먼저 비밀번호를 정하세요. 비밀번호가 없으면 잠글 수 없어요.</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>%1(으)로 가기</translation>
    </message>
    <message>
        <source>Lock the vault</source>
        <translation>금고 잠그기</translation>
    </message>
    <message>
        <source>Ask the node again now</source>
        <translation>지금 노드에 다시 묻기</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>밝은 테마</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>어두운 테마</translation>
    </message>
    <message>
        <source>High contrast theme</source>
        <translation>고대비 테마</translation>
    </message>
    <message>
        <source>Open the user guide</source>
        <translation>사용 설명서 열기</translation>
    </message>
</context>
<context>
    <name>ain::ui::MessageSheet</name>
    <message>
        <source>Copied</source>
        <translation>복사했어요</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>서명</translation>
    </message>
    <message>
        <source>Check a signature</source>
        <translation>서명 확인</translation>
    </message>
    <message>
        <source>Account that signs</source>
        <translation>서명할 계정</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Exactly this is signed</source>
        <translation>정확히 이것에 서명해요</translation>
    </message>
    <message>
        <source>Address that is said to have signed</source>
        <translation>서명했다는 주소</translation>
    </message>
    <message>
        <source>0x and 40 digits</source>
        <translation>0x와 40자리</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>서명</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>A signature can bind you: whoever has it can show that this account said exactly this, for ever. Sign nothing that you do not understand. No honest program asks you to sign words or keys.</source>
        <translation>서명에는 책임이 따를 수 있어요. 서명을 가진 사람은 이 계정이 정확히 이 말을 했다는 것을 언제까지나 보일 수 있어요. 이해하지 못한 글에는 서명하지 마세요. 정직한 프로그램은 복구 단어나 키에 서명하라고 하지 않아요.</translation>
    </message>
    <message>
        <source>Nothing was signed.</source>
        <translation>아무것에도 서명하지 않았어요.</translation>
    </message>
    <message>
        <source>Yes. The key of %1 signed exactly this text.</source>
        <translation>네. %1의 키로 정확히 이 글에 서명했어요.</translation>
    </message>
    <message>
        <source>No. This text was signed, but by %1 and not by %2.</source>
        <translation>아니요. 이 글에 서명은 있지만 %2이(가) 아니라 %1의 서명이에요.</translation>
    </message>
    <message>
        <source>No. This is not a signature of exactly this text: one of the two was changed. A blank or a line break more is enough.</source>
        <translation>아니요. 정확히 이 글에 한 서명이 아니에요. 글이나 서명 가운데 하나가 바뀌었어요. 빈칸이나 줄바꿈 하나만 달라도 그래요.</translation>
    </message>
    <message>
        <source>No. This is not an AIN signature; it may have been cut off.</source>
        <translation>아니요. AIN 서명이 아니에요. 일부가 잘렸을 수 있어요.</translation>
    </message>
    <message>
        <source>Copy signature</source>
        <translation>서명 복사</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>살펴보기</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>마침</translation>
    </message>
    <message>
        <source>Signing…</source>
        <translation>서명 중…</translation>
    </message>
    <message>
        <source>Sign message</source>
        <translation>메시지에 서명</translation>
    </message>
    <message>
        <source>%1 bytes, %2 lines. Characters that can&apos;t be seen are written as ⟨U+…⟩.</source>
        <translation>%1바이트, %2줄이에요. 보이지 않는 문자는 ⟨U+…⟩로 적어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::MintSheet</name>
    <message>
        <source>Mint an AINFT</source>
        <translation>AINFT 발행</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>컬렉션</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Description (optional)</source>
        <translation>설명 (선택)</translation>
    </message>
    <message>
        <source>Attributes (optional)</source>
        <translation>속성 (선택)</translation>
    </message>
    <message>
        <source>One a line, such as “Hat: red”. They are public and permanent.</source>
        <translation>한 줄에 하나씩 “모자: 빨강”처럼 쓰세요. 공개되고 지워지지 않아요.</translation>
    </message>
    <message>
        <source>The image to mint</source>
        <translation>발행할 이미지</translation>
    </message>
    <message>
        <source>Write each line as “trait: value”.</source>
        <translation>한 줄씩 “속성: 값”으로 써 주세요.</translation>
    </message>
    <message>
        <source>Give the token a name.</source>
        <translation>토큰 이름을 지어 주세요.</translation>
    </message>
    <message>
        <source>You have no collection yet. Create one on the Collection page first.</source>
        <translation>아직 컬렉션이 없어요. 먼저 컬렉션 화면에서 만드세요.</translation>
    </message>
    <message>
        <source>Mint now</source>
        <translation>지금 발행</translation>
    </message>
    <message>
        <source>Minted, and final. You find it on the Collection page.</source>
        <translation>발행되고 확정됐어요. 컬렉션 화면에서 볼 수 있어요.</translation>
    </message>
    <message>
        <source>Keep the prompt to myself</source>
        <translation>프롬프트 공개 안 함</translation>
    </message>
    <message>
        <source>Only a fingerprint of the prompt goes on chain, and it is taken out of the file. Show the prompt later, and anybody can check it.</source>
        <translation>프롬프트의 지문만 체인에 올라가고, 파일에서도 글이 빠져요. 나중에 프롬프트를 보여 주면 누구나 확인할 수 있어요.</translation>
    </message>
    <message>
        <source>This file does not say how it was made, so the token will not either.</source>
        <translation>이 파일에는 만든 방법이 없어서 토큰에도 적히지 않아요.</translation>
    </message>
    <message>
        <source>How it was made goes into the token: model, prompt, seed and settings.</source>
        <translation>만든 방법이 토큰에 들어가요: 모델, 프롬프트, 시드, 설정.</translation>
    </message>
    <message>
        <source>How it was made goes into the token: model, seed and settings.</source>
        <translation>만든 방법이 토큰에 들어가요: 모델, 시드, 설정.</translation>
    </message>
    <message>
        <source>Drawn with %1: the licence forbids commercial use of the picture, so a token of it may not be sold. The token says nothing of the licence.</source>
        <translation>%1(으)로 그렸어요. 라이선스가 그림의 상업적 이용을 금지하므로 이 그림의 토큰은 팔 수 없어요. 토큰에는 라이선스가 적히지 않아요.</translation>
    </message>
    <message>
        <source>I know that, and mint it for no commercial use</source>
        <translation>알고 있고, 상업적으로 쓰지 않기로 하고 발행해요</translation>
    </message>
</context>
<context>
    <name>ain::ui::ModelChip</name>
    <message>
        <source>can’t be used</source>
        <translation>쓸 수 없음</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>모델…</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>모델 없음</translation>
    </message>
    <message>
        <source>%1 (not here)</source>
        <translation>%1 (여기 없음)</translation>
    </message>
    <message>
        <source>Choose a model: none is chosen</source>
        <translation>모델 고르기: 고른 것이 없어요</translation>
    </message>
    <message>
        <source>Model: %1, %2</source>
        <translation>모델: %1, %2</translation>
    </message>
    <message>
        <source>Needs about %1 of %2 that are free.</source>
        <translation>남은 %2 가운데 약 %1이(가) 필요해요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::ModelFacts</name>
    <message>
        <source>The file could not be checked.</source>
        <translation>파일을 확인하지 못했어요.</translation>
    </message>
    <message>
        <source>The licence could not be kept.</source>
        <translation>라이선스를 저장하지 못했어요.</translation>
    </message>
    <message>
        <source>Draw with it</source>
        <translation>이 모델로 그리기</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>다시 확인</translation>
    </message>
    <message>
        <source>Work out its SHA-256 again</source>
        <translation>SHA-256 다시 계산</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>목록에서 빼기</translation>
    </message>
    <message>
        <source>The file stays where it is.</source>
        <translation>파일은 그대로 있어요.</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>%1 million weights</source>
        <translation>가중치 %1백만 개</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>It does not fit in free memory.</source>
        <translation>남은 메모리에 들어가지 않아요.</translation>
    </message>
    <message>
        <source>%1 would fit.</source>
        <translation>%1이면 들어가요.</translation>
    </message>
    <message>
        <source>Fits: needs about %1 at 512×512, %2 are free.</source>
        <translation>들어가요. 512×512에 약 %1이(가) 필요하고 %2이(가) 남아 있어요.</translation>
    </message>
    <message>
        <source>Not chosen</source>
        <translation>고르지 않음</translation>
    </message>
</context>
<context>
    <name>ain::ui::ModelListModel</name>
    <message>
        <source>file is gone</source>
        <translation>파일 없음</translation>
    </message>
    <message>
        <source>can’t be used</source>
        <translation>쓸 수 없음</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>메모리 부족</translation>
    </message>
</context>
<context>
    <name>ain::ui::ModelWorkView</name>
    <message>
        <source>%1 of %2</source>
        <translation>%2 중 %1</translation>
    </message>
    <message>
        <source>Downloading %1</source>
        <translation>%1 내려받는 중</translation>
    </message>
    <message>
        <source>Checking %1</source>
        <translation>%1 확인하는 중</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>멈추기</translation>
    </message>
    <message>
        <source>Close: %1</source>
        <translation>닫기: %1</translation>
    </message>
    <message>
        <source>Stop: %1</source>
        <translation>멈추기: %1</translation>
    </message>
</context>
<context>
    <name>ain::ui::ModelsSheet</name>
    <message>
        <source>Add model files</source>
        <translation>모델 파일 더하기</translation>
    </message>
    <message>
        <source>Models (*.safetensors *.gguf)</source>
        <translation>모델 (*.safetensors *.gguf)</translation>
    </message>
    <message>
        <source>Add a folder of models</source>
        <translation>모델 폴더 더하기</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>파일 더하기…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>폴더 더하기…</translation>
    </message>
    <message>
        <source>Drop model files or folders here: safetensors or GGUF. They stay where they are.</source>
        <translation>safetensors나 GGUF 모델 파일 또는 폴더를 여기에 놓으세요. 파일은 제자리에 있어요.</translation>
    </message>
    <message>
        <source>Download from an address</source>
        <translation>주소에서 내려받기</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Nothing is ever downloaded unless you give an address and a hash.</source>
        <translation>주소와 해시를 주지 않으면 아무것도 내려받지 않아요.</translation>
    </message>
    <message>
        <source>SHA-256 of the file</source>
        <translation>파일의 SHA-256</translation>
    </message>
    <message>
        <source>64 digits from whom you trust. A file that is another one is thrown away.</source>
        <translation>믿는 곳에서 받은 64자리예요. 다른 파일이면 버려요.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>내려받기</translation>
    </message>
    <message>
        <source>The models could not be added.</source>
        <translation>모델을 더하지 못했어요.</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s) added.</source>
        <translation>
            <numerusform>모델 %n개를 더했어요.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) refused:</source>
        <translation>
            <numerusform>파일 %n개를 거절했어요:</numerusform>
        </translation>
    </message>
    <message>
        <source>No models there: only safetensors and GGUF files are taken.</source>
        <translation>모델이 없어요. safetensors와 GGUF 파일만 받아요.</translation>
    </message>
    <message>
        <source>A whole address, beginning with https.</source>
        <translation>https로 시작하는 온전한 주소를 적어 주세요.</translation>
    </message>
    <message>
        <source>64 digits of 0–9 and a–f.</source>
        <translation>0–9와 a–f로 된 64자리를 적어 주세요.</translation>
    </message>
    <message>
        <source>The download did not come through.</source>
        <translation>내려받지 못했어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::NewPassword</name>
    <message>
        <source>New password</source>
        <translation>새 비밀번호</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>한 번 더</translation>
    </message>
    <message>
        <source>New password once more</source>
        <translation>새 비밀번호 한 번 더</translation>
    </message>
    <message>
        <source>Use at least 8 characters.</source>
        <translation>8자 이상 써 주세요.</translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>두 비밀번호가 달라요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::NoticeBar</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>이 알림 닫기</translation>
    </message>
</context>
<context>
    <name>ain::ui::OfflineSheet</name>
    <message>
        <source>Offline signing</source>
        <translation>오프라인 서명</translation>
    </message>
    <message>
        <source>Another computer asks for a signature with a key of this vault. Nothing here needs a network.</source>
        <translation>다른 컴퓨터가 이 금고의 키로 서명해 달라고 할 때 써요. 여기에는 네트워크가 필요 없어요.</translation>
    </message>
    <message>
        <source>Sign a request…</source>
        <translation>요청에 서명…</translation>
    </message>
    <message>
        <source>Another device signed what this copy had asked for.</source>
        <translation>여기서 요청한 것을 다른 기기가 서명했을 때 써요.</translation>
    </message>
    <message>
        <source>Send what was signed…</source>
        <translation>서명된 것 보내기…</translation>
    </message>
    <message>
        <source>Waiting for a signature</source>
        <translation>서명을 기다리는 요청</translation>
    </message>
    <message>
        <source>Show again</source>
        <translation>다시 보기</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>%1 Expired on %2.</source>
        <translation>%1 %2에 끝났어요.</translation>
    </message>
    <message>
        <source>%1 Good until %2.</source>
        <translation>%1 %2까지 쓸 수 있어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::OperationSheet</name>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Working out the fee…</source>
        <translation>수수료 계산 중…</translation>
    </message>
    <message>
        <source>Signing…</source>
        <translation>서명 중…</translation>
    </message>
    <message>
        <source>Close, it goes on</source>
        <translation>닫기 (계속 진행돼요)</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation>입력 화면으로</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>서명</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>접수</translation>
    </message>
    <message>
        <source>In block</source>
        <translation>블록 안</translation>
    </message>
    <message>
        <source>Final</source>
        <translation>확정</translation>
    </message>
    <message>
        <source>Transaction %1 of %2.</source>
        <translation>거래 %2개 중 %1번째예요.</translation>
    </message>
    <message>
        <source>You may close this window; the wallet page shows how it goes on.</source>
        <translation>이 창을 닫아도 돼요. 진행 상황은 지갑 화면에서 볼 수 있어요.</translation>
    </message>
    <message>
        <source>The chain reverted this transaction. Its fee may be spent.</source>
        <translation>체인이 이 거래를 되돌렸어요. 수수료는 쓰였을 수 있어요.</translation>
    </message>
    <message>
        <source>This was not carried out.</source>
        <translation>실행되지 않았어요.</translation>
    </message>
    <message>
        <source>Sign on another device…</source>
        <translation>다른 기기에서 서명…</translation>
    </message>
</context>
<context>
    <name>ain::ui::PaidCard</name>
    <message>
        <source>Draw for others for pay</source>
        <translation>돈을 받고 다른 사람의 그림 그리기</translation>
    </message>
    <message>
        <source>Least for a megapixel-step</source>
        <translation>메가픽셀·스텝당 최저 가격</translation>
    </message>
    <message>
        <source>Most that one requester may owe</source>
        <translation>요청자 한 명이 빚질 수 있는 최대 금액</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>포트</translation>
    </message>
    <message>
        <source>Address for others</source>
        <translation>다른 사람이 접속할 주소</translation>
    </message>
    <message>
        <source>https://… of a server in front; empty: this computer alone</source>
        <translation>앞에 둔 서버의 https://… 주소. 비우면 이 컴퓨터만</translation>
    </message>
    <message>
        <source>Others agree on a price with you on the chain, and sign for every picture that you delivered. You never risk more than what one of them may owe.</source>
        <translation>다른 사람이 체인에서 가격을 합의하고, 받은 그림마다 서명해요. 한 사람이 빚질 수 있는 금액보다 더 위험하지 않아요.</translation>
    </message>
    <message>
        <source>No paid work</source>
        <translation>유료 작업 안 함</translation>
    </message>
    <message>
        <source>Waiting for the network</source>
        <translation>네트워크를 기다리는 중</translation>
    </message>
    <message>
        <source>Waiting for an account</source>
        <translation>계정을 기다리는 중</translation>
    </message>
    <message>
        <source>Create an account on the Wallet page: that is where the pay goes.</source>
        <translation>지갑 페이지에서 계정을 만드세요. 그 계정으로 돈이 들어와요.</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>여는 중…</translation>
    </message>
    <message>
        <source>Open, but not offered on the chain yet</source>
        <translation>열려 있지만 아직 체인에 등록되지 않았어요</translation>
    </message>
    <message numerus="yes">
        <source>Drawing for pay at %1: %n job(s)</source>
        <translation>
            <numerusform>%1에서 유료로 그리는 중: 작업 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Open for paid work at %1</source>
        <translation>%1에서 유료 작업을 받고 있어요</translation>
    </message>
    <message>
        <source>Not open</source>
        <translation>열리지 않았어요</translation>
    </message>
    <message>
        <source>Paid work could not be opened.</source>
        <translation>유료 작업을 열지 못했어요.</translation>
    </message>
    <message>
        <source>Paid to the account %1. Work is taken while sharing is on and nothing stands in the way.</source>
        <translation>받는 계정: %1. 나누기가 켜져 있고 막는 것이 없을 때 작업을 받아요.</translation>
    </message>
    <message>
        <source>Your wallet allows this program to sign receipts for a week at a time. Unlock it once; work goes on when it locks again.</source>
        <translation>지갑이 이 프로그램에 한 번에 일주일씩 영수증 서명을 허락해요. 한 번만 잠금을 풀면, 다시 잠겨도 작업은 이어져요.</translation>
    </message>
    <message>
        <source>Offer on the chain…</source>
        <translation>체인에 내놓기…</translation>
    </message>
    <message>
        <source>Nobody can agree on a price with this account before it has staked AIN and is listed. “Offer on the chain…” takes you through it.</source>
        <translation>AIN을 스테이킹하고 목록에 올려야 다른 사람이 이 계정과 가격을 정할 수 있어요. “체인에 내놓기…”가 차례대로 안내해요.</translation>
    </message>
    <message>
        <source>Waiting: the vault is locked</source>
        <translation>기다리는 중: 금고가 잠겨 있어요</translation>
    </message>
</context>
<context>
    <name>ain::ui::PartsReader</name>
    <message>
        <source>Open a request, a signature or pictures</source>
        <translation>요청, 서명 또는 사진 열기</translation>
    </message>
    <message>
        <source>Requests, signatures and pictures (*.ainreq *.ainsig *.png *.jpg *.jpeg *.webp *.bmp)</source>
        <translation>요청, 서명, 사진 (*.ainreq *.ainsig *.png *.jpg *.jpeg *.webp *.bmp)</translation>
    </message>
    <message>
        <source>Choose the file that the other device wrote, or pictures of its QR codes, in any order. They can also be dropped here.</source>
        <translation>다른 기기가 만든 파일이나 그 QR 코드 사진을 순서 없이 고르세요. 여기에 끌어다 놓아도 돼요.</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>파일 고르기…</translation>
    </message>
    <message>
        <source>From the clipboard</source>
        <translation>클립보드에서</translation>
    </message>
    <message>
        <source>%1 of %2 parts are here. Missing: %3</source>
        <translation>조각 %2개 중 %1개가 있어요. 빠진 번호: %3</translation>
    </message>
</context>
<context>
    <name>ain::ui::PasswordField</name>
    <message>
        <source>Hide password</source>
        <translation>비밀번호 숨기기</translation>
    </message>
    <message>
        <source>Show password</source>
        <translation>비밀번호 보기</translation>
    </message>
    <message>
        <source>At least 8 characters; several words are best</source>
        <translation>8자 이상, 여러 단어가 가장 좋아요</translation>
    </message>
    <message>
        <source>Weak: easy to guess</source>
        <translation>약함: 쉽게 맞힐 수 있어요</translation>
    </message>
    <message>
        <source>Fair: a longer one is better</source>
        <translation>보통: 더 길면 좋아요</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>강함</translation>
    </message>
    <message>
        <source>Very strong</source>
        <translation>아주 강함</translation>
    </message>
</context>
<context>
    <name>ain::ui::PasswordSheet</name>
    <message>
        <source>Change password</source>
        <translation>비밀번호 바꾸기</translation>
    </message>
    <message>
        <source>Set a password</source>
        <translation>비밀번호 정하기</translation>
    </message>
    <message>
        <source>Current password</source>
        <translation>지금 비밀번호</translation>
    </message>
    <message>
        <source>Set password</source>
        <translation>비밀번호 정하기</translation>
    </message>
    <message>
        <source>Enter the current password.</source>
        <translation>지금 비밀번호를 입력하세요.</translation>
    </message>
    <message>
        <source>The password was not changed.</source>
        <translation>비밀번호를 바꾸지 못했어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::PeersCard</name>
    <message>
        <source>AI Network peers</source>
        <translation>AI Network 피어</translation>
    </message>
    <message>
        <source>Be a node of AI Network</source>
        <translation>AI Network 노드가 되기</translation>
    </message>
    <message>
        <source>Signs as</source>
        <translation>서명할 계정</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>포트</translation>
    </message>
    <message>
        <source>Address for others</source>
        <translation>다른 사람이 쓸 주소</translation>
    </message>
    <message>
        <source>https://… of a server in front; empty: this computer alone</source>
        <translation>앞에 둔 서버의 https://… 주소. 비워 두면 이 컴퓨터에서만</translation>
    </message>
    <message>
        <source>Greet a node</source>
        <translation>노드에 인사하기</translation>
    </message>
    <message>
        <source>https://… of a node that you know</source>
        <translation>아는 노드의 https://… 주소</translation>
    </message>
    <message>
        <source>Say hello</source>
        <translation>인사하기</translation>
    </message>
    <message>
        <source>Port of the node</source>
        <translation>노드의 포트</translation>
    </message>
    <message>
        <source>Nodes of AI Network draw for each other without pay. They see the words of what they draw, and their pictures never enter your gallery.</source>
        <translation>AI Network 노드는 대가 없이 서로 그림을 그려 줘요. 그리는 노드는 그림의 말을 보게 되고, 남의 그림은 내 갤러리에 들어오지 않아요.</translation>
    </message>
    <message>
        <source>Not a node</source>
        <translation>노드가 아니에요</translation>
    </message>
    <message>
        <source>Waiting for the network</source>
        <translation>네트워크를 기다리고 있어요</translation>
    </message>
    <message>
        <source>A node signs with your wallet. Unlock it, and choose in the settings how soon it locks itself.</source>
        <translation>노드는 내 지갑으로 서명해요. 지갑을 열고, 얼마 뒤에 저절로 잠길지 설정에서 골라 주세요.</translation>
    </message>
    <message>
        <source>Waiting for an account</source>
        <translation>계정을 기다리고 있어요</translation>
    </message>
    <message>
        <source>Create an account on the Wallet page: its key says who you are.</source>
        <translation>지갑 페이지에서 계정을 만들어 주세요. 그 계정의 키가 내가 누구인지 말해 줘요.</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>여는 중…</translation>
    </message>
    <message numerus="yes">
        <source>Drawing for others at %1: %n picture(s)</source>
        <translation>
            <numerusform>%1에서 다른 노드의 그림을 그리는 중: %n장</numerusform>
        </translation>
    </message>
    <message>
        <source>A node at %1</source>
        <translation>%1에 노드로 열려 있어요</translation>
    </message>
    <message>
        <source>Pictures are drawn while sharing is on and nothing stands in the way.</source>
        <translation>나누기가 켜져 있고 막는 것이 없는 동안 그림을 그려요.</translation>
    </message>
    <message>
        <source>Not open</source>
        <translation>열리지 않았어요</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) known</source>
        <translation>
            <numerusform>아는 노드 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) drawn for others today</source>
        <translation>
            <numerusform>오늘 그려 준 그림 %n장</numerusform>
        </translation>
    </message>
    <message>
        <source>This computer could not become a node.</source>
        <translation>이 컴퓨터가 노드가 되지 못했어요.</translation>
    </message>
    <message>
        <source>The node was not greeted.</source>
        <translation>노드에 인사하지 못했어요.</translation>
    </message>
    <message>
        <source>Waiting: the vault is locked</source>
        <translation>기다리는 중: 금고가 잠겨 있어요</translation>
    </message>
</context>
<context>
    <name>ain::ui::PictureSheet</name>
    <message>
        <source>Save the picture</source>
        <translation>그림 저장</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>The tags could not be kept.</source>
        <translation>태그를 저장하지 못했어요.</translation>
    </message>
    <message>
        <source>The picture can’t be shown.</source>
        <translation>그림을 보여 줄 수 없어요.</translation>
    </message>
    <message>
        <source>Picture %1</source>
        <translation>그림 %1</translation>
    </message>
    <message>
        <source>Picture without prompt</source>
        <translation>프롬프트 없는 그림</translation>
    </message>
    <message>
        <source>‹ Newer</source>
        <translation>‹ 더 최근</translation>
    </message>
    <message>
        <source>The picture before this one</source>
        <translation>앞 그림</translation>
    </message>
    <message>
        <source>Older ›</source>
        <translation>더 예전 ›</translation>
    </message>
    <message>
        <source>The picture behind this one</source>
        <translation>뒤 그림</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>별표함</translation>
    </message>
    <message>
        <source>Not starred</source>
        <translation>별표 없음</translation>
    </message>
    <message>
        <source>Without prompt</source>
        <translation>프롬프트 없음</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>뺀 것</translation>
    </message>
    <message>
        <source>Minted as token %1</source>
        <translation>발행함: 토큰 %1</translation>
    </message>
    <message>
        <source>Tags, separated by commas</source>
        <translation>태그, 쉼표로 나눠요</translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation>이 설정 쓰기</translation>
    </message>
    <message>
        <source>Vary</source>
        <translation>변주</translation>
    </message>
    <message>
        <source>Upscale</source>
        <translation>키우기</translation>
    </message>
    <message>
        <source>Draw over it</source>
        <translation>덧그리기</translation>
    </message>
    <message>
        <source>Inpaint…</source>
        <translation>부분 다시 그리기…</translation>
    </message>
    <message>
        <source>Compare with its source</source>
        <translation>원본과 비교</translation>
    </message>
    <message>
        <source>Copy prompt</source>
        <translation>프롬프트 복사</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>Check recipe</source>
        <translation>레시피 확인</translation>
    </message>
    <message>
        <source>Mint…</source>
        <translation>발행…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
    <message>
        <source>Puts its settings in the form. Your draft can be brought back.</source>
        <translation>설정을 입력란에 넣어요. 쓰던 글은 되돌릴 수 있어요.</translation>
    </message>
    <message>
        <source>Draws four more like this one</source>
        <translation>이런 그림을 네 장 더 그려요</translation>
    </message>
    <message>
        <source>Draws it larger with an upscaler</source>
        <translation>업스케일러로 더 크게 그려요</translation>
    </message>
    <message>
        <source>Makes it the start image of the form</source>
        <translation>시작 그림으로 써요</translation>
    </message>
    <message>
        <source>Paint over what shall be drawn anew</source>
        <translation>새로 그릴 곳을 칠해요</translation>
    </message>
    <message>
        <source>Shows it beside the picture it was made from</source>
        <translation>바탕이 된 그림과 나란히 봐요</translation>
    </message>
    <message>
        <source>A PNG with its recipe in it</source>
        <translation>레시피가 담긴 PNG예요</translation>
    </message>
    <message>
        <source>Stops drawing it again</source>
        <translation>다시 그리기를 멈춰요</translation>
    </message>
    <message>
        <source>Draws it again and tells whether it is the same</source>
        <translation>다시 그려서 같은지 알려 줘요</translation>
    </message>
    <message>
        <source>Makes it a token</source>
        <translation>토큰으로 만들어요</translation>
    </message>
    <message>
        <source>Can be undone</source>
        <translation>되돌릴 수 있어요</translation>
    </message>
    <message>
        <source>Stop checking</source>
        <translation>확인 멈추기</translation>
    </message>
    <message>
        <source>Made from picture %1</source>
        <translation>그림 %1에서 만듦</translation>
    </message>
    <message>
        <source>Became picture %1</source>
        <translation>이 그림으로 만든 그림: %1</translation>
    </message>
    <message>
        <source>It is being drawn again, after what is being drawn now…</source>
        <translation>지금 그리는 것 다음에 다시 그려 볼게요…</translation>
    </message>
    <message>
        <source>The recipe could not be checked.</source>
        <translation>레시피를 확인하지 못했어요.</translation>
    </message>
    <message>
        <source>The recipe holds: the same pixels, every one.</source>
        <translation>레시피가 맞아요. 픽셀이 하나도 다르지 않아요.</translation>
    </message>
    <message>
        <source>Not the same pixels. Distance: %1 of 64 bits by eye, %2 of 255 by value.</source>
        <translation>픽셀이 같지 않아요. 차이: 눈으로는 64비트 중 %1, 값으로는 255 중 %2.</translation>
    </message>
    <message>
        <source>Not the same pixels.</source>
        <translation>픽셀이 같지 않아요.</translation>
    </message>
    <message>
        <source>Drawn differently here: %1.</source>
        <translation>여기서 다르게 그린 것: %1.</translation>
    </message>
    <message>
        <source>The picture could not be saved.</source>
        <translation>그림을 저장하지 못했어요.</translation>
    </message>
    <message>
        <source>Saved with its recipe: %1</source>
        <translation>레시피와 함께 저장했어요: %1</translation>
    </message>
    <message>
        <source>Contact sheet…</source>
        <translation>모음 그림…</translation>
    </message>
    <message>
        <source>Saves all that were drawn together with it as one picture, with the settings they differ in along its edges</source>
        <translation>함께 그린 그림을 모두 한 장에 모아 저장하고, 서로 다른 설정을 가장자리에 적어요</translation>
    </message>
</context>
<context>
    <name>ain::ui::PlaceBar</name>
    <message>
        <source>This computer</source>
        <translation>이 컴퓨터</translation>
    </message>
    <message>
        <source>Draw on this computer</source>
        <translation>이 컴퓨터에서 그리기</translation>
    </message>
    <message>
        <source>Others, for pay</source>
        <translation>유료로 맡기기</translation>
    </message>
    <message>
        <source>Have others draw it, for pay</source>
        <translation>다른 사람에게 유료로 맡기기</translation>
    </message>
    <message>
        <source>The machine that draws it can see it.</source>
        <translation>그리는 컴퓨터는 이 그림을 볼 수 있어요.</translation>
    </message>
    <message>
        <source>At most %1, and the network’s fee for each payment.</source>
        <translation>최대 %1이고, 지급할 때마다 네트워크 수수료가 들어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::PoolBoxModel</name>
    <message>
        <source>Let in: %1</source>
        <translation>들인 날: %1</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>모델 없음</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 외 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (serves the pool)</source>
        <translation>%1 (풀을 여는 컴퓨터)</translation>
    </message>
    <message>
        <source>draws and asks</source>
        <translation>그리고 부탁해요</translation>
    </message>
    <message>
        <source>only draws</source>
        <translation>그리기만 해요</translation>
    </message>
    <message numerus="yes">
        <source>%n in the last hour</source>
        <translation>
            <numerusform>지난 한 시간 %n장</numerusform>
        </translation>
    </message>
    <message>
        <source>not at work</source>
        <translation>쉬는 중</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>준비됨</translation>
    </message>
    <message>
        <source>drawing</source>
        <translation>그리는 중</translation>
    </message>
    <message>
        <source>away</source>
        <translation>자리 비움</translation>
    </message>
</context>
<context>
    <name>ain::ui::PoolFleetCard</name>
    <message>
        <source>Boxes</source>
        <translation>컴퓨터</translation>
    </message>
    <message>
        <source>Invite a box…</source>
        <translation>컴퓨터 초대…</translation>
    </message>
    <message>
        <source>Computers of the pool</source>
        <translation>풀의 컴퓨터</translation>
    </message>
    <message>
        <source>Let it in no more…</source>
        <translation>더는 들이지 않기…</translation>
    </message>
    <message>
        <source>Let it in no more</source>
        <translation>더는 들이지 않기</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>Draw with my boxes</source>
        <translation>내 컴퓨터들로 그리기</translation>
    </message>
    <message>
        <source>The box is still let in.</source>
        <translation>아직 이 컴퓨터를 들이고 있어요.</translation>
    </message>
    <message>
        <source>The pool does not draw this.</source>
        <translation>풀이 이 그림을 그리지 않아요.</translation>
    </message>
    <message numerus="yes">
        <source>%n at work</source>
        <translation>
            <numerusform>%n대가 일해요</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) in the last hour, %1 a minute</source>
        <translation>
            <numerusform>지난 한 시간 %n장, 1분에 %1장</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in the queue</source>
        <translation>
            <numerusform>대기열 %n장</numerusform>
        </translation>
    </message>
    <message>
        <source>While the pool is not served, nobody works for it.</source>
        <translation>풀이 닫혀 있는 동안에는 아무도 풀을 위해 일하지 않아요.</translation>
    </message>
    <message>
        <source>Who works now is not known.</source>
        <translation>지금 누가 일하는지 알 수 없어요.</translation>
    </message>
    <message>
        <source>Looking who works…</source>
        <translation>누가 일하는지 보고 있어요…</translation>
    </message>
    <message>
        <source>“%1” loses its connection at once. To come back, it needs a new invitation.</source>
        <translation>“%1”의 연결이 바로 끊겨요. 다시 들어오려면 새 초대장이 필요해요.</translation>
    </message>
    <message>
        <source>Write what is to be seen on the Studio page first.</source>
        <translation>먼저 스튜디오 페이지에 무엇을 그릴지 쓰세요.</translation>
    </message>
    <message>
        <source>Handing the work out…</source>
        <translation>일을 나누고 있어요…</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) to come</source>
        <translation>
            <numerusform>올 그림 %n장</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n came into the gallery</source>
        <translation>
            <numerusform>갤러리에 들어온 그림 %n장</numerusform>
        </translation>
    </message>
    <message>
        <source>Draws what stands on the Studio page now, with a model that one of the boxes has. The pictures come into your gallery.</source>
        <translation>지금 스튜디오 페이지에 쓰인 것을, 컴퓨터 가운데 하나가 가진 모델로 그려요. 그림은 갤러리에 들어와요.</translation>
    </message>
    <message>
        <source>A picture did not come.</source>
        <translation>그림이 오지 않았어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::PoolInviteSheet</name>
    <message>
        <source>Save the invitation</source>
        <translation>초대장 저장</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>텍스트 (*.txt)</translation>
    </message>
    <message>
        <source>Give it a name, such as render-1.</source>
        <translation>render-1처럼 이름을 지어 주세요.</translation>
    </message>
    <message>
        <source>No invitation was made.</source>
        <translation>초대장을 만들지 못했어요.</translation>
    </message>
    <message>
        <source>The invitation was not saved.</source>
        <translation>초대장을 저장하지 못했어요.</translation>
    </message>
    <message>
        <source>Invitation for %1</source>
        <translation>%1의 초대장</translation>
    </message>
    <message>
        <source>Invite a box</source>
        <translation>컴퓨터 초대</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>For this pool: a to z, 0 to 9 and -</source>
        <translation>이 풀에서 쓸 이름: a~z, 0~9, -</translation>
    </message>
    <message>
        <source>What it may do</source>
        <translation>할 수 있는 일</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>그리기</translation>
    </message>
    <message>
        <source>Draw, ask for pictures and see the other boxes</source>
        <translation>그리기, 그림 부탁, 다른 컴퓨터 보기</translation>
    </message>
    <message>
        <source>The invitation is a secret: whoever has it is this box. It is given out now and kept nowhere. Carry it over yourself, and delete the file when the box has joined.</source>
        <translation>초대장은 비밀이에요. 가진 사람이 곧 이 컴퓨터예요. 지금 한 번만 내주고 어디에도 남기지 않아요. 직접 옮기고, 컴퓨터가 들어오면 파일을 지우세요.</translation>
    </message>
    <message>
        <source>On the other computer: Share your GPU, My boxes, Join with an invitation. There, the certificate must read the same.</source>
        <translation>다른 컴퓨터에서 GPU 나누기, 내 컴퓨터들, 초대장으로 들어가기를 차례로 누르세요. 거기서 보이는 인증서가 아래와 같아야 해요.</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>풀</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>인증서</translation>
    </message>
    <message>
        <source>Saved to %1; only you may read it.</source>
        <translation>%1에 저장했어요. 나만 읽을 수 있어요.</translation>
    </message>
    <message>
        <source>Save to a file…</source>
        <translation>파일로 저장…</translation>
    </message>
    <message>
        <source>Copied; gone in %1 s</source>
        <translation>복사했어요. %1초 뒤 지워져요</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>마침</translation>
    </message>
    <message>
        <source>Make the invitation</source>
        <translation>초대장 만들기</translation>
    </message>
</context>
<context>
    <name>ain::ui::PoolJoinSheet</name>
    <message>
        <source>Open an invitation</source>
        <translation>초대장 열기</translation>
    </message>
    <message>
        <source>Invitations (*.txt);;All files (*)</source>
        <translation>초대장 (*.txt);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Join with an invitation</source>
        <translation>초대장으로 들어가기</translation>
    </message>
    <message>
        <source>The computer that serves the pool makes invitations: Share your GPU, My boxes, Invite a box. From then on both trust each other’s keys; nothing is paid.</source>
        <translation>초대장은 풀을 여는 컴퓨터에서 만들어요: GPU 나누기, 내 컴퓨터들, 컴퓨터 초대. 그때부터 두 컴퓨터는 서로의 키를 믿어요. 돈은 오가지 않아요.</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>초대장</translation>
    </message>
    <message>
        <source>Paste it here: ain-pool-1.…</source>
        <translation>여기에 붙여 넣으세요: ain-pool-1.…</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>파일에서…</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>들어가기</translation>
    </message>
    <message>
        <source>Paste the invitation, or choose its file.</source>
        <translation>초대장을 붙여 넣거나 파일을 고르세요.</translation>
    </message>
    <message>
        <source>This computer did not join.</source>
        <translation>이 컴퓨터는 들어가지 못했어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::PoolPlaceCard</name>
    <message>
        <source>Serve the pool on this computer</source>
        <translation>이 컴퓨터에서 풀 열기</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Address that the pool listens at</source>
        <translation>풀이 듣는 주소</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>포트</translation>
    </message>
    <message>
        <source>Port of the pool</source>
        <translation>풀의 포트</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>이것으로 바꾸기</translation>
    </message>
    <message>
        <source>Boxes that were invited to another address or port have to be invited again under another name.</source>
        <translation>다른 주소나 포트로 초대한 컴퓨터는 다른 이름으로 다시 초대해야 해요.</translation>
    </message>
    <message>
        <source>Only this computer reaches the pool so. Choose an address of your network before you invite others.</source>
        <translation>이대로는 이 컴퓨터만 풀에 닿아요. 다른 컴퓨터를 초대하기 전에 내 네트워크의 주소를 고르세요.</translation>
    </message>
    <message>
        <source>This computer alone (%1)</source>
        <translation>이 컴퓨터만 (%1)</translation>
    </message>
    <message>
        <source>All its addresses (%1)</source>
        <translation>모든 주소 (%1)</translation>
    </message>
    <message>
        <source>The pool is not served</source>
        <translation>풀이 닫혀 있어요</translation>
    </message>
    <message>
        <source>Starting nats-server…</source>
        <translation>nats-server를 시작하고 있어요…</translation>
    </message>
    <message>
        <source>The pool is served at %1</source>
        <translation>%1에서 풀이 열려 있어요</translation>
    </message>
    <message>
        <source>nats-server ended; it is started again…</source>
        <translation>nats-server가 끝나서 다시 시작하고 있어요…</translation>
    </message>
    <message>
        <source>The pool is served by another program here</source>
        <translation>이 컴퓨터의 다른 프로그램이 풀을 열고 있어요</translation>
    </message>
    <message>
        <source>The pool could not be served</source>
        <translation>풀을 열지 못했어요</translation>
    </message>
    <message>
        <source>While it is served, your boxes draw what any of them asks for. Nothing is lost when it is off, and nothing is handed out.</source>
        <translation>풀이 열려 있는 동안 내 컴퓨터들이 서로 부탁한 그림을 그려요. 닫혀 있을 때는 잃는 것도, 나누어 주는 일도 없어요.</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>인증서</translation>
    </message>
    <message>
        <source>The pool could not be served.</source>
        <translation>풀을 열지 못했어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::PoolSeatCard</name>
    <message>
        <source>This computer draws for the pool</source>
        <translation>이 컴퓨터가 풀을 위해 그려요</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>남기</translation>
    </message>
    <message>
        <source>This computer does not draw for the pool</source>
        <translation>이 컴퓨터는 풀을 위해 그리지 않아요</translation>
    </message>
    <message>
        <source>Looking for the pool at %1…</source>
        <translation>%1에서 풀을 찾고 있어요…</translation>
    </message>
    <message>
        <source>Ready: this computer waits for the pool’s pictures</source>
        <translation>준비됨: 풀의 그림을 기다리고 있어요</translation>
    </message>
    <message>
        <source>Waits to draw for the pool: sharing does not allow it now</source>
        <translation>풀을 위해 그릴 때를 기다려요: 지금은 나누기 규칙이 허락하지 않아요</translation>
    </message>
    <message>
        <source>Handing back what is not drawn yet…</source>
        <translation>아직 그리지 않은 것을 돌려주고 있어요…</translation>
    </message>
    <message>
        <source>This computer can’t draw now</source>
        <translation>지금 이 컴퓨터는 그릴 수 없어요</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) so far</source>
        <translation>
            <numerusform>지금까지 %n장</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n handed back when you came</source>
        <translation>
            <numerusform>내가 돌아와서 돌려준 그림 %n장</numerusform>
        </translation>
    </message>
    <message>
        <source>It draws while sharing is on and nothing stands in the way, and hands a picture back the moment you need the computer.</source>
        <translation>나누기가 켜져 있고 막는 것이 없을 때 그려요. 내가 컴퓨터를 쓰면 그 순간 그림을 돌려줘요.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>It may</source>
        <translation>할 수 있는 일</translation>
    </message>
    <message>
        <source>draw, ask for pictures and see the other boxes</source>
        <translation>그리기, 그림 부탁, 다른 컴퓨터 보기</translation>
    </message>
    <message>
        <source>draw; asking is for others</source>
        <translation>그리기만. 부탁은 다른 컴퓨터가 해요</translation>
    </message>
    <message>
        <source>%1, connected</source>
        <translation>%1, 연결됨</translation>
    </message>
    <message>
        <source>%1, not connected</source>
        <translation>%1, 연결 안 됨</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>풀</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>인증서</translation>
    </message>
    <message>
        <source>Leaving…</source>
        <translation>나가고 있어요…</translation>
    </message>
    <message>
        <source>Give the pool up…</source>
        <translation>풀 없애기…</translation>
    </message>
    <message>
        <source>Leave the pool…</source>
        <translation>풀에서 나가기…</translation>
    </message>
    <message>
        <source>The pool is deleted, with what waits in it. No box is let in any more, and the invitations are worth nothing.</source>
        <translation>기다리는 그림까지 풀을 지워요. 어떤 컴퓨터도 더는 들어올 수 없고, 초대장은 쓸모없어져요.</translation>
    </message>
    <message>
        <source>To come back, this computer needs a new invitation.</source>
        <translation>다시 들어오려면 이 컴퓨터에 새 초대장이 필요해요.</translation>
    </message>
    <message>
        <source>Give it up</source>
        <translation>없애기</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>나가기</translation>
    </message>
    <message>
        <source>The pool was not left.</source>
        <translation>풀에서 나가지 못했어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::PoolSection</name>
    <message>
        <source>Let your own computers draw together</source>
        <translation>내 컴퓨터들이 함께 그리게 하세요</translation>
    </message>
    <message>
        <source>One of them serves the pool, the others join it with an invitation and draw while nobody needs them. It is for computers that you trust; nothing is paid, and nothing leaves your network.</source>
        <translation>한 대가 풀을 열고, 나머지는 초대장으로 들어와 아무도 쓰지 않을 때 그려요. 믿을 수 있는 컴퓨터를 위한 것이에요. 돈은 오가지 않고, 아무것도 내 네트워크 밖으로 나가지 않아요.</translation>
    </message>
    <message>
        <source>Make a pool here</source>
        <translation>여기에 풀 만들기</translation>
    </message>
    <message>
        <source>Join with an invitation</source>
        <translation>초대장으로 들어가기</translation>
    </message>
    <message>
        <source>No pool was made.</source>
        <translation>풀을 만들지 못했어요.</translation>
    </message>
    <message>
        <source>This program was built without the pool: the library libnats was not there. The packages of AIN Studio have it.</source>
        <translation>이 프로그램은 libnats 라이브러리 없이 만들어져 풀 기능이 없어요. AIN Studio 패키지에는 들어 있어요.</translation>
    </message>
    <message>
        <source>To serve a pool, this computer needs the program nats-server. Install the package nats-server (2.9 or later) and come back. A pool of another computer can be joined without it.</source>
        <translation>풀을 열려면 이 컴퓨터에 nats-server 프로그램이 필요해요. nats-server 패키지(2.9 이상)를 설치하고 다시 오세요. 다른 컴퓨터의 풀에는 없이도 들어갈 수 있어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::PreviewPanel</name>
    <message>
        <source>Exactly what is signed (JSON)</source>
        <translation>서명하는 내용 그대로 (JSON)</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>금액</translation>
    </message>
    <message>
        <source>Fee (estimate)</source>
        <translation>수수료 (추정)</translation>
    </message>
    <message>
        <source>Fee (from a dry run)</source>
        <translation>수수료 (미리 돌려 본 값)</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>합계</translation>
    </message>
    <message>
        <source>Balance before</source>
        <translation>지금 잔액</translation>
    </message>
    <message>
        <source>Balance after</source>
        <translation>거래 뒤 잔액</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>거래 수</translation>
    </message>
    <message>
        <source>Comes to your balance</source>
        <translation>잔액에 더해지는 금액</translation>
    </message>
    <message>
        <source>Confirm the warning</source>
        <translation>경고 확인</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>수수료</translation>
    </message>
    <message>
        <source>known when it is signed</source>
        <translation>서명하면 알 수 있어요</translation>
    </message>
    <message>
        <source>Balance now</source>
        <translation>지금 잔액</translation>
    </message>
    <message>
        <source>To</source>
        <translation>받는 주소</translation>
    </message>
</context>
<context>
    <name>ain::ui::ProgressSteps</name>
    <message>
        <source>Step %1 of %2: %3, failed</source>
        <translation>%2단계 중 %1단계: %3, 실패</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>%2단계 중 %1단계: %3</translation>
    </message>
</context>
<context>
    <name>ain::ui::PromptCard</name>
    <message>
        <source>Measuring this computer… %1 %</source>
        <translation>이 컴퓨터를 재는 중… %1 %</translation>
    </message>
    <message>
        <source>What shall we draw?</source>
        <translation>무엇을 그릴까요?</translation>
    </message>
    <message>
        <source>A fox in the rain, paper cut…</source>
        <translation>비 오는 날의 여우, 종이 오리기…</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>프롬프트</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>빼고 싶은 것</translation>
    </message>
    <message>
        <source>Negative prompt: what to leave out</source>
        <translation>네거티브 프롬프트: 빼고 싶은 것</translation>
    </message>
    <message>
        <source>Proportion</source>
        <translation>비율</translation>
    </message>
    <message>
        <source>free</source>
        <comment>proportion of sides</comment>
        <translation>자유</translation>
    </message>
    <message>
        <source>Width in pixels</source>
        <translation>가로(픽셀)</translation>
    </message>
    <message>
        <source>Height in pixels</source>
        <translation>세로(픽셀)</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>그림 수</translation>
    </message>
    <message>
        <source>Number of pictures</source>
        <translation>그림 수</translation>
    </message>
    <message>
        <source>A locked seed draws the same picture again.</source>
        <translation>시드를 고정하면 같은 그림을 다시 그려요.</translation>
    </message>
    <message>
        <source>Grid…</source>
        <translation>그리드…</translation>
    </message>
    <message>
        <source>Variations, or two settings against each other</source>
        <translation>변주, 또는 두 설정을 맞대어 보기</translation>
    </message>
    <message>
        <source>Grid of variations or settings</source>
        <translation>변주나 설정의 그리드</translation>
    </message>
    <message>
        <source>More: sampler, steps, LoRA, start image</source>
        <translation>자세히: 샘플러, 스텝, LoRA, 시작 그림</translation>
    </message>
    <message>
        <source>Seed %1</source>
        <translation>시드 %1</translation>
    </message>
    <message>
        <source>Random seed</source>
        <translation>무작위 시드</translation>
    </message>
    <message>
        <source>Seed %1, locked</source>
        <translation>시드 %1, 고정됨</translation>
    </message>
    <message>
        <source>Random seed, not locked</source>
        <translation>무작위 시드, 고정 안 됨</translation>
    </message>
    <message>
        <source>The drawing engine is not installed. You can write; nothing can be drawn.</source>
        <translation>그리기 엔진이 설치되어 있지 않아요. 쓸 수는 있지만 그릴 수 없어요.</translation>
    </message>
    <message>
        <source>The engine ended with an error several times.</source>
        <translation>엔진이 여러 번 오류로 끝났어요.</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>다시 시작</translation>
    </message>
    <message>
        <source>Choose a model first: a file that you have.</source>
        <translation>먼저 가지고 있는 모델 파일을 골라 주세요.</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>모델…</translation>
    </message>
    <message>
        <source>The model is being checked. It can draw as soon as that is done.</source>
        <translation>모델을 확인하고 있어요. 끝나면 바로 그릴 수 있어요.</translation>
    </message>
    <message>
        <source>This model can’t be used now.</source>
        <translation>지금은 이 모델을 쓸 수 없어요.</translation>
    </message>
    <message>
        <source>Write what you want to see.</source>
        <translation>보고 싶은 것을 써 주세요.</translation>
    </message>
    <message>
        <source>There may not be enough free memory.</source>
        <translation>남은 메모리가 모자랄 수 있어요.</translation>
    </message>
    <message>
        <source>%1 would fit.</source>
        <translation>%1이면 들어가요.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>재기</translation>
    </message>
    <message>
        <source>fits in memory</source>
        <translation>남은 메모리 충분</translation>
    </message>
    <message>
        <source>Measures this computer for a minute, to tell how long it takes</source>
        <translation>얼마나 걸리는지 알려 주려고 이 컴퓨터를 1분 동안 재요</translation>
    </message>
    <message>
        <source>Measure how fast this computer draws</source>
        <translation>이 컴퓨터가 얼마나 빨리 그리는지 재기</translation>
    </message>
    <message numerus="yes">
        <source>Draw %n picture(s)</source>
        <translation>
            <numerusform>그림 %n장 그리기</numerusform>
        </translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>그리기</translation>
    </message>
    <message>
        <source>This model comes in several files. Still missing: %1.</source>
        <translation>이 모델은 파일 여러 개로 이루어져 있어요. 아직 없는 것: %1.</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>‘%1’</translation>
    </message>
    <message>
        <source>This model has no words for %1. It drew the rest.</source>
        <translation>이 모델은 %1 같은 말을 몰라요. 나머지만 그렸어요.</translation>
    </message>
    <message>
        <source>A blue cat with a gold crown, night sky…</source>
        <translation>금색 왕관을 쓴 파란 고양이, 밤하늘…</translation>
    </message>
    <message numerus="yes">
        <source>Ask for %n picture(s)</source>
        <translation>
            <numerusform>그림 %n장 맡기기</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::ProofSheet</name>
    <message>
        <source>Save the proof</source>
        <translation>증명 저장</translation>
    </message>
    <message>
        <source>Proof of AIN Studio (*.json)</source>
        <translation>AIN Studio 증명 (*.json)</translation>
    </message>
    <message>
        <source>Raw: path, hashes, block header, votes</source>
        <translation>원본: 경로, 해시, 블록 헤더, 투표</translation>
    </message>
    <message>
        <source>The proof, raw</source>
        <translation>증명 원본</translation>
    </message>
    <message>
        <source>Choose another node…</source>
        <translation>다른 노드 고르기…</translation>
    </message>
    <message>
        <source>Copy proof</source>
        <translation>증명 복사</translation>
    </message>
    <message>
        <source>The proof file as text, for the clipboard</source>
        <translation>증명 파일을 글자로 클립보드에 복사해요</translation>
    </message>
    <message>
        <source>Save proof…</source>
        <translation>증명 저장…</translation>
    </message>
    <message>
        <source>A file that anybody can check without a node: ain-studio-cli proof verify FILE</source>
        <translation>누구나 노드 없이 확인할 수 있는 파일이에요: ain-studio-cli proof verify 파일</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>복사했어요.</translation>
    </message>
    <message>
        <source>The proof was not saved.</source>
        <translation>증명을 저장하지 못했어요.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>저장했어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::ProtectForm</name>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Use another phrase for another network: each has its own keys.</source>
        <translation>네트워크마다 키가 따로예요. 다른 네트워크에는 다른 단어를 쓰세요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::QueueList</name>
    <message>
        <source>Waiting and failed pictures</source>
        <translation>기다리거나 실패한 그림</translation>
    </message>
    <message>
        <source>Drag to reorder, or Alt+Up and Alt+Down; Delete takes one away.</source>
        <translation>끌거나 Alt+위·아래로 순서를 바꾸고, Delete로 빼요.</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>위로</translation>
    </message>
    <message>
        <source>Move up in the queue</source>
        <translation>대기열에서 위로</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>아래로</translation>
    </message>
    <message>
        <source>Move down in the queue</source>
        <translation>대기열에서 아래로</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>Take this one out of the queue</source>
        <translation>대기열에서 빼기</translation>
    </message>
    <message>
        <source>Cancel all</source>
        <translation>모두 취소</translation>
    </message>
    <message>
        <source>Cancel all pictures, the running one too</source>
        <translation>그리는 것까지 모두 취소</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>미루기</translation>
    </message>
    <message>
        <source>Let this one go on</source>
        <translation>이것을 계속하기</translation>
    </message>
    <message>
        <source>Hold this one back</source>
        <translation>이것을 미루기</translation>
    </message>
</context>
<context>
    <name>ain::ui::QueueModel</name>
    <message>
        <source>Enlarge a picture</source>
        <translation>그림 키우기</translation>
    </message>
    <message>
        <source>%1 of %2: %3, %4</source>
        <translation>%2개 중 %1: %3, %4</translation>
    </message>
</context>
<context>
    <name>ain::ui::QueueStrip</name>
    <message>
        <source>Queue</source>
        <translation>대기열</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Stops the picture that is being drawn (Esc)</source>
        <translation>그리고 있는 그림을 멈춰요 (Esc)</translation>
    </message>
    <message>
        <source>Cancel the picture that is being drawn</source>
        <translation>그리고 있는 그림 취소</translation>
    </message>
    <message>
        <source>Progress of the picture</source>
        <translation>그림 진행</translation>
    </message>
    <message>
        <source>The picture so far</source>
        <translation>지금까지의 그림</translation>
    </message>
    <message>
        <source>Start now</source>
        <translation>지금 시작</translation>
    </message>
    <message>
        <source>Start the engine now</source>
        <translation>엔진 지금 시작</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n개 대기</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n개 실패</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>잠시 멈춤</translation>
    </message>
    <message>
        <source>Let the queue go on</source>
        <translation>대기열 계속하기</translation>
    </message>
    <message>
        <source>Pause the queue after this picture</source>
        <translation>이 그림까지만 그리고 멈추기</translation>
    </message>
    <message>
        <source>Paused: nothing new begins.</source>
        <translation>잠시 멈췄어요. 새로 시작하지 않아요.</translation>
    </message>
    <message>
        <source>Nothing to draw.</source>
        <translation>그릴 것이 없어요.</translation>
    </message>
    <message>
        <source>then paused</source>
        <translation>그다음 멈춤</translation>
    </message>
    <message>
        <source>The drawing engine is not here. Models and pictures can be looked at, nothing can be drawn.</source>
        <translation>그리기 엔진이 없어요. 모델과 그림을 볼 수는 있지만 그릴 수 없어요.</translation>
    </message>
    <message>
        <source>The picture is not lost.</source>
        <translation>그림은 잃지 않았어요.</translation>
    </message>
    <message>
        <source>The engine ended with an error several times and waits for you.</source>
        <translation>엔진이 여러 번 오류로 끝나서 기다리고 있어요.</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>기다리는 작업 없음</translation>
    </message>
</context>
<context>
    <name>ain::ui::Rail</name>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1 (Ctrl+%2)</translation>
    </message>
    <message>
        <source>Wallet</source>
        <translation>지갑</translation>
    </message>
    <message>
        <source>Studio</source>
        <translation>스튜디오</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>컬렉션</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>GPU 나누기</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>활동</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
</context>
<context>
    <name>ain::ui::ReceiveSheet</name>
    <message>
        <source>Receive AIN</source>
        <translation>AIN 받기</translation>
    </message>
    <message>
        <source>Amount to ask for (optional)</source>
        <translation>청구할 금액 (선택)</translation>
    </message>
    <message>
        <source>Payment link</source>
        <translation>결제 링크</translation>
    </message>
    <message>
        <source>Copy payment link</source>
        <translation>결제 링크 복사</translation>
    </message>
    <message>
        <source>Only AIN of this network can arrive here.</source>
        <translation>이 네트워크의 AIN만 받을 수 있어요.</translation>
    </message>
    <message>
        <source>QR code of the payment link</source>
        <translation>결제 링크 QR 코드</translation>
    </message>
</context>
<context>
    <name>ain::ui::ReplaceSheet</name>
    <message>
        <source>Free the lane</source>
        <translation>차선 트기</translation>
    </message>
    <message>
        <source>Transaction #%1 is stuck and those behind it wait. A new transaction with the same number takes its place, so that the old one can never come back.</source>
        <translation>거래 #%1이(가) 막혀서 뒤의 거래들이 기다려요. 같은 번호의 새 거래로 대체하면 예전 거래는 다시 나타날 수 없어요.</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>대체하기</translation>
    </message>
    <message>
        <source>The lane is free again.</source>
        <translation>차선이 다시 트였어요.</translation>
    </message>
    <message>
        <source>Transaction #%1 was refused, so nothing happened. But nodes have its signed bytes, and as long as its number is free they could still be carried out. A new transaction with the same number takes its place, so that the old one can never come back.</source>
        <translation>거래 #%1은(는) 거부되어 아무 일도 일어나지 않았어요. 하지만 노드에 서명된 내용이 남아 있어서, 그 번호가 비어 있는 동안은 실행될 수도 있어요. 같은 번호의 새 거래가 그 자리를 차지하면 옛 거래는 다시 돌아올 수 없어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::RestoreView</name>
    <message>
        <source>Looking for used accounts: %1 of %2</source>
        <translation>쓰던 계정을 찾는 중: %2개 중 %1개</translation>
    </message>
    <message>
        <source>Recovery words</source>
        <translation>복구 단어</translation>
    </message>
    <message>
        <source>Keystore file</source>
        <translation>키스토어 파일</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>개인 키</translation>
    </message>
    <message>
        <source>Watch an address</source>
        <translation>주소 지켜보기</translation>
    </message>
    <message>
        <source>Backup file</source>
        <translation>백업 파일</translation>
    </message>
    <message>
        <source>Your 12 to 24 words</source>
        <translation>단어 12–24개</translation>
    </message>
    <message>
        <source>English or Korean, in order, separated by blanks.</source>
        <translation>영어나 한국어 단어를 순서대로, 빈칸으로 띄어 쓰세요.</translation>
    </message>
    <message>
        <source>Passphrase (only if you used one)</source>
        <translation>추가 암호 (쓴 적이 있을 때만)</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>파일 고르기…</translation>
    </message>
    <message>
        <source>No file chosen</source>
        <translation>고른 파일 없음</translation>
    </message>
    <message>
        <source>Password of the backup</source>
        <translation>백업 비밀번호</translation>
    </message>
    <message>
        <source>Password of the file</source>
        <translation>파일 비밀번호</translation>
    </message>
    <message>
        <source>64 digits from 0 to 9 and a to f.</source>
        <translation>0–9, a–f 글자 64개예요.</translation>
    </message>
    <message>
        <source>Address to watch</source>
        <translation>지켜볼 주소</translation>
    </message>
    <message>
        <source>You see its balance and history. Nothing can be sent from it.</source>
        <translation>잔액과 내역을 볼 수 있어요. 여기서 보낼 수는 없어요.</translation>
    </message>
    <message>
        <source>Accounts of this phrase</source>
        <translation>이 단어의 계정</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>잠시만요…</translation>
    </message>
    <message>
        <source>Import chosen accounts</source>
        <translation>고른 계정 가져오기</translation>
    </message>
    <message>
        <source>Find my accounts</source>
        <translation>내 계정 찾기</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>되살리기</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>가져오기</translation>
    </message>
    <message>
        <source>Choose a file first.</source>
        <translation>먼저 파일을 고르세요.</translation>
    </message>
    <message>
        <source>Enter the private key.</source>
        <translation>개인 키를 입력하세요.</translation>
    </message>
    <message>
        <source>Opening the vault…</source>
        <translation>금고를 여는 중…</translation>
    </message>
    <message>
        <source>unused</source>
        <translation>쓴 적 없음</translation>
    </message>
    <message>
        <source>These accounts were used. Choose what to import.</source>
        <translation>쓰던 계정을 찾았어요. 가져올 것을 고르세요.</translation>
    </message>
    <message>
        <source>None of these accounts was used yet. From the AIN Wallet extension take m/44&apos;/60&apos;, from anything else m/44&apos;/412&apos;.</source>
        <translation>아직 쓴 계정이 없어요. AIN Wallet 확장 프로그램에서 왔다면 m/44&apos;/60&apos;, 그 밖에는 m/44&apos;/412&apos;를 고르세요.</translation>
    </message>
    <message>
        <source>Choose at least one account.</source>
        <translation>계정을 하나 이상 고르세요.</translation>
    </message>
    <message>
        <source>Choose a backup</source>
        <translation>백업 고르기</translation>
    </message>
    <message>
        <source>Choose a keystore file</source>
        <translation>키스토어 파일 고르기</translation>
    </message>
    <message>
        <source>AIN Studio backup (*.ainbackup);;All files (*)</source>
        <translation>AIN Studio 백업 (*.ainbackup);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Keystore (*.json);;All files (*)</source>
        <translation>키스토어 (*.json);;모든 파일 (*)</translation>
    </message>
</context>
<context>
    <name>ain::ui::SearchSheet</name>
    <message>
        <source>Search my tokens</source>
        <translation>내 토큰 찾기</translation>
    </message>
    <message>
        <source>The program asks the node for every collection of this network and looks in each for tokens of your accounts. That is about one request per collection: some minutes on a large network. The node learns which accounts belong together.</source>
        <translation>노드에 이 네트워크의 모든 컬렉션을 물어보고, 그 안에서 내 계정들의 토큰을 찾아요. 컬렉션마다 요청이 하나쯤 필요해서 큰 네트워크에서는 몇 분이 걸려요. 노드는 어느 계정들이 함께 쓰이는지 알게 돼요.</translation>
    </message>
    <message>
        <source>Progress of the search</source>
        <translation>찾기 진행 상황</translation>
    </message>
    <message>
        <source>Listing the collections: %1 so far</source>
        <translation>컬렉션을 모으는 중: 지금까지 %1개</translation>
    </message>
    <message>
        <source>%1 of %2 collections · tokens found: %3</source>
        <translation>컬렉션 %2개 중 %1개 · 찾은 토큰 %3개</translation>
    </message>
    <message numerus="yes">
        <source>%n token(s) of yours are in your collection now.</source>
        <translation>
            <numerusform>내 토큰 %n개가 컬렉션에 있어요.</numerusform>
        </translation>
    </message>
    <message>
        <source>No token of your accounts was found on this network. If somebody just sent you one, wait until the transaction is final and search again.</source>
        <translation>이 네트워크에서 내 계정의 토큰을 찾지 못했어요. 방금 누가 보냈다면 거래가 확정된 뒤에 다시 찾아보세요.</translation>
    </message>
    <message>
        <source>The search was stopped. What it had found until then is kept.</source>
        <translation>찾기를 멈췄어요. 그때까지 찾은 것은 남아 있어요.</translation>
    </message>
    <message>
        <source>The search did not come to its end.</source>
        <translation>찾기를 끝내지 못했어요.</translation>
    </message>
    <message>
        <source>Stop searching</source>
        <translation>그만 찾기</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>Close, it goes on</source>
        <translation>닫기 (계속 진행돼요)</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>다시 찾기</translation>
    </message>
</context>
<context>
    <name>ain::ui::SecretText</name>
    <message>
        <source>Shown on screen only. It is not handed to other programs.</source>
        <translation>화면에만 보여요. 다른 프로그램에는 전달되지 않아요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::SendSheet</name>
    <message>
        <source>Send AIN</source>
        <translation>AIN 보내기</translation>
    </message>
    <message>
        <source>To</source>
        <translation>받는 주소</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>금액</translation>
    </message>
    <message>
        <source>Amount in AIN</source>
        <translation>금액 (AIN)</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>전부</translation>
    </message>
    <message>
        <source>Send everything the fee leaves</source>
        <translation>수수료를 뺀 전부 보내기</translation>
    </message>
    <message>
        <source>Note (optional)</source>
        <translation>메모 (선택)</translation>
    </message>
    <message>
        <source>Stays on this computer, sealed in the vault.</source>
        <translation>이 컴퓨터의 금고에만 봉인돼요.</translation>
    </message>
    <message>
        <source>Enter an amount above zero.</source>
        <translation>0보다 큰 금액을 입력하세요.</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>지금 보내기</translation>
    </message>
    <message>
        <source>Sent, and final: nobody can undo it.</source>
        <translation>보냈고 확정됐어요. 아무도 되돌릴 수 없어요.</translation>
    </message>
    <message>
        <source>Choose another node…</source>
        <translation>다른 노드 고르기…</translation>
    </message>
    <message>
        <source>Balance %1</source>
        <translation>잔액 %1</translation>
    </message>
    <message>
        <source>a node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>Nothing is sent now. What %1 says about your account does not fit what the validators signed, and a payment would be worked out from that. Your money is not touched. Choose another node, then try again.</source>
        <translation>지금은 보내지 않아요. 내 계정에 대한 %1의 말이 검증인들이 서명한 내용과 맞지 않는데, 송금은 그 말을 바탕으로 계산돼요. 돈은 그대로 있어요. 다른 노드를 고른 뒤 다시 해 보세요.</translation>
    </message>
    <message>
        <source>Open a picture of a QR code</source>
        <translation>QR 코드 사진 열기</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp *.bmp)</source>
        <translation>사진 (*.png *.jpg *.jpeg *.webp *.bmp)</translation>
    </message>
    <message>
        <source>QR code from a picture…</source>
        <translation>사진의 QR 코드…</translation>
    </message>
    <message>
        <source>From the clipboard</source>
        <translation>클립보드에서</translation>
    </message>
    <message>
        <source>An address, a payment link, or a picture of a QR code</source>
        <translation>주소, 결제 링크, 또는 QR 코드 사진</translation>
    </message>
    <message>
        <source>The QR code in this picture holds neither an address nor a payment link.</source>
        <translation>이 사진의 QR 코드에는 주소도 결제 링크도 없어요.</translation>
    </message>
    <message>
        <source>A payment link that was opened outside this program filled this in.</source>
        <translation>이 프로그램 밖에서 연 결제 링크가 채운 내용이에요.</translation>
    </message>
    <message>
        <source>A QR code in a picture filled this in.</source>
        <translation>사진의 QR 코드가 채운 내용이에요.</translation>
    </message>
    <message>
        <source>The link does not say for which network it is; this is: %1.</source>
        <translation>링크에 네트워크 이름이 없어요. 지금 네트워크: %1.</translation>
    </message>
    <message>
        <source>Compare every group of the address. Nothing is sent before you confirm.</source>
        <translation>주소를 네 글자씩 모두 비교하세요. 확인하기 전에는 아무것도 보내지 않아요.</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>연락처</translation>
    </message>
    <message>
        <source>A contact, or an address: 0x and 40 digits</source>
        <translation>연락처, 또는 0x와 40자리 주소</translation>
    </message>
    <message>
        <source>Save as contact</source>
        <translation>연락처로 저장</translation>
    </message>
</context>
<context>
    <name>ain::ui::SensorCard</name>
    <message>
        <source>What this computer notices</source>
        <translation>이 컴퓨터가 알아채는 것</translation>
    </message>
    <message>
        <source>Nothing speaks against sharing now.</source>
        <translation>지금은 나누지 못할 까닭이 없어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::SettingsForm</name>
    <message>
        <source>A whole number below 9,007,199,254,740,992.</source>
        <translation>9,007,199,254,740,992보다 작은 정수를 적어 주세요.</translation>
    </message>
    <message>
        <source>Sampler</source>
        <translation>샘플러</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>스케줄러</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>스텝</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>가이던스</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>CLIP skip</source>
        <translation>CLIP 건너뛰기</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>정밀도</translation>
    </message>
    <message>
        <source>VAE</source>
        <translation>VAE</translation>
    </message>
    <message>
        <source>another one for each picture</source>
        <translation>그림마다 다르게</translation>
    </message>
    <message>
        <source>Dice</source>
        <translation>주사위</translation>
    </message>
    <message>
        <source>A new seed, and keep it</source>
        <translation>새 시드를 뽑아 고정</translation>
    </message>
    <message>
        <source>the model’s own</source>
        <translation>모델에 든 것</translation>
    </message>
    <message>
        <source>%1 (not here)</source>
        <translation>%1 (여기 없음)</translation>
    </message>
</context>
<context>
    <name>ain::ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>Which chain</source>
        <translation>체인</translation>
    </message>
    <message>
        <source>Each network has its own keys, so that nothing signed on one counts on another.</source>
        <translation>네트워크마다 키가 따로 있어서, 한 곳의 서명이 다른 곳에서 쓰이지 않아요.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Check nodes</source>
        <translation>노드 점검</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>언어와 모양</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>움직임 줄이기</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>보안</translation>
    </message>
    <message>
        <source>Lock when idle</source>
        <translation>자리를 비우면 잠그기</translation>
    </message>
    <message>
        <source>Also locks when the computer sleeps or the session is switched.</source>
        <translation>컴퓨터가 잠들거나 사용자를 바꿀 때도 잠겨요.</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>지금 잠그기</translation>
    </message>
    <message>
        <source>Write a backup…</source>
        <translation>백업 저장…</translation>
    </message>
    <message>
        <source>AIN Studio %1 · data in %2</source>
        <translation>AIN Studio %1 · 데이터 위치 %2</translation>
    </message>
    <message>
        <source>The network was not changed.</source>
        <translation>네트워크를 바꾸지 못했어요.</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>시스템에 맞춤</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>고대비</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>잠그지 않음</translation>
    </message>
    <message numerus="yes">
        <source>After %n minute(s)</source>
        <translation>
            <numerusform>%n분 뒤</numerusform>
        </translation>
    </message>
    <message>
        <source>No password yet: whoever opens this computer can use the practice wallet. Set one before you keep anything of value here.</source>
        <translation>아직 비밀번호가 없어서 이 컴퓨터를 여는 사람은 누구나 연습 지갑을 쓸 수 있어요. 값진 것을 두기 전에 비밀번호를 정하세요.</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>비밀번호 바꾸기…</translation>
    </message>
    <message>
        <source>Set a password…</source>
        <translation>비밀번호 정하기…</translation>
    </message>
    <message>
        <source>Last backup: %1. A backup is one file, sealed with your password.</source>
        <translation>마지막 백업: %1. 백업은 비밀번호로 봉인한 파일 하나예요.</translation>
    </message>
    <message>
        <source>No backup yet. A backup is one file, sealed with your password.</source>
        <translation>아직 백업이 없어요. 백업은 비밀번호로 봉인한 파일 하나예요.</translation>
    </message>
    <message>
        <source>Enter the address of a node, such as http://127.0.0.1:8081.</source>
        <translation>노드 주소를 입력하세요. 예: http://127.0.0.1:8081</translation>
    </message>
    <message>
        <source>%1: answers in %2 ms, block %3</source>
        <translation>%1: %2 ms 만에 답함, 블록 %3</translation>
    </message>
    <message>
        <source>%1: does not answer</source>
        <translation>%1: 답하지 않음</translation>
    </message>
    <message>
        <source>Write a backup</source>
        <translation>백업 저장</translation>
    </message>
    <message>
        <source>AIN Studio backup (*.ainbackup)</source>
        <translation>AIN Studio 백업 (*.ainbackup)</translation>
    </message>
    <message>
        <source>The backup was not written.</source>
        <translation>백업을 저장하지 못했어요.</translation>
    </message>
    <message>
        <source>Go on sharing when the window is closed</source>
        <translation>창을 닫아도 계속 나누기</translation>
    </message>
    <message>
        <source>Only while sharing is on: an icon beside the clock opens the program again, or quits it.</source>
        <translation>나누기가 켜져 있을 때만이에요. 시계 옆 아이콘으로 다시 열거나 끝낼 수 있어요.</translation>
    </message>
    <message>
        <source>This desktop shows no icons beside the clock, so closing the window ends the program.</source>
        <translation>이 데스크톱에는 시계 옆 아이콘이 없어서 창을 닫으면 프로그램이 끝나요.</translation>
    </message>
    <message>
        <source>User guide (F1)</source>
        <translation>사용 설명서(F1)</translation>
    </message>
    <message>
        <source>Check my backup…</source>
        <translation>백업 확인…</translation>
    </message>
    <message>
        <source>Start when I log in</source>
        <translation>로그인할 때 시작</translation>
    </message>
    <message>
        <source>It holds the vault: accounts, contacts, notes and your transactions. Pictures, models and the books of sharing are not in it.</source>
        <translation>금고가 들어가요: 계정, 연락처, 메모, 내 거래. 그림, 모델, 나누기 장부는 들어가지 않아요.</translation>
    </message>
    <message>
        <source>Your backup was last found good on %1. Check it again.</source>
        <translation>백업을 마지막으로 확인한 날은 %1이에요. 다시 확인해 보세요.</translation>
    </message>
    <message>
        <source>Your backup was never checked. Does it bring your accounts back?</source>
        <translation>백업을 확인한 적이 없어요. 정말 계정을 되살릴 수 있을까요?</translation>
    </message>
    <message>
        <source>Last found good: %1</source>
        <translation>마지막으로 확인한 날: %1</translation>
    </message>
    <message>
        <source>Node of this network</source>
        <translation>이 네트워크의 노드</translation>
    </message>
    <message>
        <source>Your own, or one that you know of. Keys and network stay the same, and what it says is checked against the same signatures.</source>
        <translation>내 노드나 아는 노드의 주소예요. 키와 네트워크는 그대로이고, 그 노드의 말도 같은 서명으로 확인해요.</translation>
    </message>
    <message>
        <source>Ask this node</source>
        <translation>이 노드에 묻기</translation>
    </message>
    <message>
        <source>Ask the usual one</source>
        <translation>원래 노드에 묻기</translation>
    </message>
    <message>
        <source>Node of another network</source>
        <translation>다른 네트워크의 노드</translation>
    </message>
    <message>
        <source>Sign pictures that are saved (Content Credentials)</source>
        <translation>저장하는 그림에 서명하기 (콘텐츠 자격 증명)</translation>
    </message>
    <message>
        <source>Others can check that AI made the picture and that nobody changed the file. It says neither who you are nor what you typed.</source>
        <translation>AI가 만든 그림이고 파일이 바뀌지 않았음을 누구나 확인할 수 있어요. 누가 만들었는지, 무엇을 입력했는지는 들어가지 않아요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::SharePage</name>
    <message>
        <source>Share your GPU</source>
        <translation>GPU 나누기</translation>
    </message>
    <message>
        <source>What you wish about sharing could not be read or kept.</source>
        <translation>나누기 설정을 읽거나 저장하지 못했어요.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>이 컴퓨터</translation>
    </message>
    <message>
        <source>Earnings</source>
        <translation>수익</translation>
    </message>
    <message>
        <source>For programs</source>
        <translation>프로그램용</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>보기: %1</translation>
    </message>
    <message>
        <source>Others draw for me</source>
        <translation>남에게 맡기기</translation>
    </message>
    <message>
        <source>My boxes</source>
        <translation>내 컴퓨터들</translation>
    </message>
</context>
<context>
    <name>ain::ui::Sheet</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기 (Esc)</translation>
    </message>
</context>
<context>
    <name>ain::ui::SignSheet</name>
    <message>
        <source>This is a signature, not a request. The copy that made the request sends it: “Send what was signed”.</source>
        <translation>요청이 아니라 서명이에요. 요청을 만든 컴퓨터의 ‘서명된 것 보내기’에서 보내세요.</translation>
    </message>
    <message>
        <source>Sign a request</source>
        <translation>요청에 서명</translation>
    </message>
    <message>
        <source>Exactly what is signed (JSON)</source>
        <translation>서명하는 내용 그대로 (JSON)</translation>
    </message>
    <message>
        <source>Another request</source>
        <translation>다른 요청</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>서명</translation>
    </message>
    <message>
        <source>Asked for on %1, good until %2. What it does was worked out here, from what would be signed. The network&apos;s fee comes on top.</source>
        <translation>%1에 요청했고 %2까지 쓸 수 있어요. 위의 설명은 서명할 내용에서 이 기기가 만든 것이에요. 네트워크 수수료가 따로 들어요.</translation>
    </message>
    <message>
        <source>Nothing was signed.</source>
        <translation>아무것도 서명하지 않았어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::SourceRow</name>
    <message>
        <source>Start image</source>
        <translation>시작 그림</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>고르기…</translation>
    </message>
    <message>
        <source>Choose a start image</source>
        <translation>시작 그림 고르기</translation>
    </message>
    <message>
        <source>Paint what is drawn anew</source>
        <translation>새로 그릴 곳 칠하기</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>Take the start image away</source>
        <translation>시작 그림 빼기</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>세기</translation>
    </message>
    <message>
        <source>Strength in percent</source>
        <translation>세기(퍼센트)</translation>
    </message>
    <message>
        <source>Strength, 0 to 1</source>
        <translation>세기, 0에서 1</translation>
    </message>
    <message>
        <source>How much of the start image is painted over</source>
        <translation>시작 그림을 얼마나 덧그릴지</translation>
    </message>
    <message>
        <source>Paint a mask…</source>
        <translation>마스크 칠하기…</translation>
    </message>
    <message>
        <source>Change the mask…</source>
        <translation>마스크 바꾸기…</translation>
    </message>
    <message>
        <source>The picture is drawn over this one.</source>
        <translation>이 그림 위에 그려요.</translation>
    </message>
    <message>
        <source>Only what is masked is drawn anew.</source>
        <translation>마스크한 곳만 새로 그려요.</translation>
    </message>
    <message>
        <source>None: pictures begin from noise. Drop one here, or choose it from the gallery.</source>
        <translation>없음: 잡음에서 시작해요. 그림을 여기에 놓거나 갤러리에서 고르세요.</translation>
    </message>
    <message>
        <source>The start image can’t be shown.</source>
        <translation>시작 그림을 보여 줄 수 없어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::StakeSheet</name>
    <message>
        <source>Staking</source>
        <translation>스테이킹</translation>
    </message>
    <message>
        <source>Stake</source>
        <translation>스테이킹</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>되찾기</translation>
    </message>
    <message>
        <source>Claim rewards</source>
        <translation>보상 받기</translation>
    </message>
    <message>
        <source>Staked AIN stays yours but is locked. It gives an app a larger share of the chain’s capacity; staked for “consensus” it makes a validator.</source>
        <translation>스테이킹한 AIN은 여전히 내 것이지만 잠겨요. 앱이 체인의 용량을 더 많이 쓰게 해 주고, “consensus”에 스테이킹하면 검증인이 돼요.</translation>
    </message>
    <message>
        <source>Stake comes back to your balance once its lock is over, and two minutes more: every node looks at its own clock.</source>
        <translation>잠금이 끝나고 2분이 더 지나면 잔액으로 되찾을 수 있어요. 노드마다 자기 시계를 보기 때문이에요.</translation>
    </message>
    <message>
        <source>My stakes</source>
        <translation>내 스테이킹</translation>
    </message>
    <message>
        <source>App</source>
        <translation>앱</translation>
    </message>
    <message>
        <source>The name of an app, or consensus for validators.</source>
        <translation>앱의 이름, 검증인은 consensus.</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>금액</translation>
    </message>
    <message>
        <source>Amount in AIN</source>
        <translation>AIN 금액</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전부</translation>
    </message>
    <message>
        <source>Claim everything</source>
        <translation>보상 전부 받기</translation>
    </message>
    <message>
        <source>Take everything back</source>
        <translation>전부 되찾기</translation>
    </message>
    <message>
        <source>locked until %1</source>
        <translation>%1까지 잠김</translation>
    </message>
    <message>
        <source>can be taken back</source>
        <translation>되찾을 수 있음</translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <translation>%1 · %2 · %3</translation>
    </message>
    <message>
        <source>No rewards are waiting for this account.</source>
        <translation>이 계정에 쌓인 보상이 없어요.</translation>
    </message>
    <message>
        <source>%1 are waiting; %2 were earned in all.</source>
        <translation>%1이(가) 쌓여 있어요. 지금까지 모두 %2을(를) 얻었어요.</translation>
    </message>
    <message>
        <source>You have staked %1 here, everybody together %2.</source>
        <translation>여기에 스테이킹한 금액: 나 %1, 모두 합쳐 %2.</translation>
    </message>
    <message>
        <source>There is no app of this name on this network. Check the spelling.</source>
        <translation>이 네트워크에 그런 이름의 앱이 없어요. 철자를 확인하세요.</translation>
    </message>
    <message>
        <source>A stake made now locks everything you have staked here for %1.</source>
        <translation>지금 스테이킹하면 여기에 스테이킹한 전부가 %1 동안 잠겨요.</translation>
    </message>
    <message>
        <source>Locked until %1.</source>
        <translation>%1까지 잠겨 있어요.</translation>
    </message>
    <message>
        <source>Enter the name of an app.</source>
        <translation>앱 이름을 입력하세요.</translation>
    </message>
    <message>
        <source>This stake is locked until %1. Nothing was signed.</source>
        <translation>이 스테이킹은 %1까지 잠겨 있어요. 아무것도 서명하지 않았어요.</translation>
    </message>
    <message>
        <source>Enter an amount above zero.</source>
        <translation>0보다 큰 금액을 입력하세요.</translation>
    </message>
    <message>
        <source>Only %1 are staked here.</source>
        <translation>여기에는 %1만 스테이킹돼 있어요.</translation>
    </message>
    <message>
        <source>Only %1 are waiting.</source>
        <translation>%1만 쌓여 있어요.</translation>
    </message>
    <message>
        <source>Stake now</source>
        <translation>지금 스테이킹</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>되찾기</translation>
    </message>
    <message>
        <source>Claim now</source>
        <translation>지금 받기</translation>
    </message>
    <message>
        <source>Staked, and final.</source>
        <translation>스테이킹이 확정됐어요.</translation>
    </message>
    <message>
        <source>The stake is back in your balance.</source>
        <translation>스테이킹한 금액이 잔액으로 돌아왔어요.</translation>
    </message>
    <message>
        <source>The rewards are in your balance.</source>
        <translation>보상이 잔액에 들어왔어요.</translation>
    </message>
    <message>
        <source>Validators earn a share of the fees. What is claimed goes to your balance.</source>
        <translation>검증인은 수수료의 일부를 보상으로 얻어요. 받은 보상은 잔액에 더해져요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::StatusStrip</name>
    <message>
        <source>connecting</source>
        <translation>연결 중</translation>
    </message>
    <message>
        <source>Asking the node for its newest block.</source>
        <translation>노드에 최신 블록을 묻고 있어요.</translation>
    </message>
    <message>
        <source>proven at block %1</source>
        <translation>블록 %1에서 증명됨</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>오프라인</translation>
    </message>
    <message>
        <source>No node answers.</source>
        <translation>답하는 노드가 없어요.</translation>
    </message>
    <message>
        <source>Practice network · play money</source>
        <translation>연습 네트워크 · 진짜 돈이 아니에요</translation>
    </message>
    <message>
        <source>contradicted · nothing is proven</source>
        <translation>모순됨 · 증명된 것 없음</translation>
    </message>
    <message>
        <source>offline · proven up to block %1</source>
        <translation>오프라인 · 블록 %1까지 증명됨</translation>
    </message>
    <message>
        <source>Validators with %1 of %2 of stake signed this block.</source>
        <translation>전체 지분 %2 가운데 %1을(를) 가진 검증인들이 이 블록에 서명했어요.</translation>
    </message>
    <message>
        <source>catching up · block %1</source>
        <translation>따라잡는 중 · 블록 %1</translation>
    </message>
    <message>
        <source>proven, older · block %1</source>
        <translation>증명됨(이전 블록) · 블록 %1</translation>
    </message>
    <message>
        <source>Newer blocks are being checked.</source>
        <translation>더 새로운 블록을 확인하고 있어요.</translation>
    </message>
    <message>
        <source>checking blocks…</source>
        <translation>블록 확인 중…</translation>
    </message>
    <message>
        <source>%1 headers and %2 signatures are checked.</source>
        <translation>헤더 %1개와 서명 %2개를 확인했어요.</translation>
    </message>
    <message>
        <source>block %1, not proven</source>
        <translation>블록 %1, 증명 안 됨</translation>
    </message>
    <message>
        <source>A node says so. No block could be checked yet.</source>
        <translation>노드의 말이에요. 아직 확인한 블록이 없어요.</translation>
    </message>
    <message>
        <source>Sharing: %1</source>
        <translation>나누기: %1</translation>
    </message>
</context>
<context>
    <name>ain::ui::StudioPage</name>
    <message>
        <source>Studio</source>
        <translation>스튜디오</translation>
    </message>
    <message>
        <source>Open image</source>
        <translation>이미지 열기</translation>
    </message>
    <message>
        <source>Images (*.png *.jpg *.jpeg *.webp)</source>
        <translation>이미지 (*.png *.jpg *.jpeg *.webp)</translation>
    </message>
    <message>
        <source>The pictures could not be queued.</source>
        <translation>그림을 대기열에 넣지 못했어요.</translation>
    </message>
    <message>
        <source>Open image…</source>
        <translation>이미지 열기…</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델 관리</translation>
    </message>
    <message>
        <source>Manage models</source>
        <translation>모델 관리</translation>
    </message>
    <message>
        <source>The settings of the picture stand in the form. Your draft is kept.</source>
        <translation>그림의 설정을 넣었어요. 쓰던 글은 보관했어요.</translation>
    </message>
    <message>
        <source>The picture can’t be drawn over.</source>
        <translation>그림 위에 그릴 수 없어요.</translation>
    </message>
    <message>
        <source>There is no upscaler in the list of models. Add one, such as an ESRGAN file.</source>
        <translation>모델 목록에 업스케일러가 없어요. ESRGAN 같은 파일을 더해 주세요.</translation>
    </message>
    <message>
        <source>The picture can’t be minted.</source>
        <translation>그림을 발행할 수 없어요.</translation>
    </message>
    <message>
        <source>The image could not be opened.</source>
        <translation>이미지를 열지 못했어요.</translation>
    </message>
    <message>
        <source>Nobody was asked for the pictures.</source>
        <translation>그림을 맡기지 못했어요.</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) asked for. They come into the gallery; Share shows how far they are.</source>
        <translation>
            <numerusform>그림 %n장을 맡겼어요. 갤러리로 들어오고, GPU 나누기 페이지에서 진행을 볼 수 있어요.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::StyleBar</name>
    <message>
        <source>Style %1</source>
        <translation>스타일 %1</translation>
    </message>
    <message>
        <source>Save a style of your own</source>
        <translation>나만의 스타일 저장</translation>
    </message>
</context>
<context>
    <name>ain::ui::StyleEditor</name>
    <message>
        <source>Give it a name.</source>
        <translation>이름을 지어 주세요.</translation>
    </message>
    <message>
        <source>A style of your own</source>
        <translation>나만의 스타일</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Words for every prompt</source>
        <translation>모든 프롬프트에 붙는 말</translation>
    </message>
    <message>
        <source>{prompt} stands for what you write; without it the words go behind.</source>
        <translation>{prompt} 자리에 내가 쓴 글이 들어가요. 없으면 뒤에 붙어요.</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>빼고 싶은 것</translation>
    </message>
    <message>
        <source>Remove this style</source>
        <translation>이 스타일 지우기</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
</context>
<context>
    <name>ain::ui::SwitchCard</name>
    <message>
        <source>Share this GPU while nobody needs it</source>
        <translation>아무도 쓰지 않을 때 이 GPU 나누기</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>잠시 멈춤</translation>
    </message>
    <message>
        <source>After this job</source>
        <translation>이 작업까지만</translation>
    </message>
    <message>
        <source>Finish what is being drawn for others, then stop sharing</source>
        <translation>다른 사람의 그림을 마저 그린 다음 나누기를 꺼요</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>지금 멈춤</translation>
    </message>
    <message>
        <source>Stop at once and give the GPU’s memory back (Ctrl+Shift+X). Stays so until you start again.</source>
        <translation>바로 멈추고 GPU 메모리를 돌려받아요(Ctrl+Shift+X). 다시 시작할 때까지 그대로예요.</translation>
    </message>
    <message>
        <source>For 15 minutes</source>
        <translation>15분 동안</translation>
    </message>
    <message>
        <source>For an hour</source>
        <translation>1시간 동안</translation>
    </message>
    <message>
        <source>Until I start it</source>
        <translation>내가 켤 때까지</translation>
    </message>
    <message>
        <source>Go on now</source>
        <translation>지금 이어서</translation>
    </message>
    <message>
        <source>Stops the moment you touch the computer. How fast is measured each time and shown here.</source>
        <translation>컴퓨터에 손대는 순간 멈춰요. 얼마나 빨리 멈췄는지 매번 재서 여기에 보여 드려요.</translation>
    </message>
    <message>
        <source>computing after %1 ms, memory back after %2 ms</source>
        <translation>계산 %1ms, 메모리 반환 %2ms</translation>
    </message>
    <message>
        <source>computing after %1 ms</source>
        <translation>계산 %1ms</translation>
    </message>
    <message numerus="yes">
        <source>Stops the moment you touch the computer: %1 (99 % of the last %n time(s)).</source>
        <translation>
            <numerusform>손대는 순간 멈춰요: %1(최근 %n번의 99%)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::TokenModel</name>
    <message>
        <source>owner: %1</source>
        <translation>소유자: %1</translation>
    </message>
    <message>
        <source>%1, number %2 of %3, %4</source>
        <translation>%1, %3의 %2번, %4</translation>
    </message>
</context>
<context>
    <name>ain::ui::TransferSheet</name>
    <message>
        <source>Give away a token</source>
        <translation>토큰 보내기</translation>
    </message>
    <message>
        <source>%1 (%2 #%3) goes to the address below and is no longer yours.</source>
        <translation>%1 (%2 #%3)이(가) 아래 주소로 가고, 더 이상 내 것이 아니에요.</translation>
    </message>
    <message>
        <source>To</source>
        <translation>받는 주소</translation>
    </message>
    <message>
        <source>Address: 0x and 40 digits</source>
        <translation>주소: 0x와 글자 40개</translation>
    </message>
    <message>
        <source>Give it away</source>
        <translation>보내기</translation>
    </message>
    <message>
        <source>The token has a new owner.</source>
        <translation>토큰의 소유자가 바뀌었어요.</translation>
    </message>
</context>
<context>
    <name>ain::ui::Tray</name>
    <message>
        <source>Open AIN Studio</source>
        <translation>AIN Studio 열기</translation>
    </message>
    <message>
        <source>Share this GPU</source>
        <translation>이 GPU 나누기</translation>
    </message>
    <message>
        <source>Pause for 15 minutes</source>
        <translation>15분 동안 멈춤</translation>
    </message>
    <message>
        <source>Pause for an hour</source>
        <translation>한 시간 동안 멈춤</translation>
    </message>
    <message>
        <source>Pause until I start it</source>
        <translation>직접 시작할 때까지 멈춤</translation>
    </message>
    <message>
        <source>Go on now</source>
        <translation>지금 이어 가기</translation>
    </message>
    <message>
        <source>Stop after this job</source>
        <translation>이 작업까지만 하고 끄기</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>지금 멈춤</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>The program goes on here and shares the GPU. This icon opens it again, or quits.</source>
        <translation>프로그램이 여기서 계속 GPU를 나눠요. 이 아이콘으로 다시 열거나 끝낼 수 있어요.</translation>
    </message>
    <message>
        <source>Shared work was paid.</source>
        <translation>나눈 작업의 대가가 지급됐어요.</translation>
    </message>
    <message>
        <source>Shared work was paid: %1, proven.</source>
        <translation>나눈 작업의 대가가 지급됐어요: %1, 증명됨.</translation>
    </message>
    <message>
        <source>Shared work was paid: %1, not proven yet.</source>
        <translation>나눈 작업의 대가가 지급됐어요: %1, 아직 증명 안 됨.</translation>
    </message>
</context>
<context>
    <name>ain::ui::UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>되돌리기: %1</translation>
    </message>
</context>
<context>
    <name>ain::ui::WalletPage</name>
    <message>
        <source>Switch account</source>
        <translation>계정 바꾸기</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>잔액</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>보내기</translation>
    </message>
    <message>
        <source>Receive</source>
        <translation>받기</translation>
    </message>
    <message>
        <source>Get play money</source>
        <translation>연습용 돈 받기</translation>
    </message>
    <message>
        <source>My wallet</source>
        <translation>내 지갑</translation>
    </message>
    <message>
        <source>watch-only</source>
        <translation>보기 전용</translation>
    </message>
    <message>
        <source>asking the node</source>
        <translation>노드에 묻는 중</translation>
    </message>
    <message>
        <source>No node has answered yet.</source>
        <translation>아직 답한 노드가 없어요.</translation>
    </message>
    <message>
        <source>The chain holds %1: the digits after the sixth are dust that cannot be spent.</source>
        <translation>체인에는 %1(으)로 적혀 있어요. 여섯째 자리 뒤는 쓸 수 없는 자투리예요.</translation>
    </message>
    <message>
        <source>No play money arrived.</source>
        <translation>연습용 돈을 받지 못했어요.</translation>
    </message>
    <message>
        <source>Stake</source>
        <translation>스테이킹</translation>
    </message>
    <message>
        <source>block %1 · %2</source>
        <translation>블록 %1 · %2</translation>
    </message>
    <message>
        <source>the figure is the last one that was proven</source>
        <translation>숫자는 마지막으로 증명된 값이에요</translation>
    </message>
    <message>
        <source>Balance of %1</source>
        <translation>%1의 잔액</translation>
    </message>
    <message>
        <source>%1 · the chain has never seen this account</source>
        <translation>%1 · 체인에 아직 없는 계정이에요</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n transaction(s) so far (nonce)</source>
        <translation>
            <numerusform>%1 · 지금까지 거래 %n건 (nonce)</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline signing</source>
        <translation>오프라인 서명</translation>
    </message>
    <message>
        <source>A watched address has no key here: sign on another device.</source>
        <translation>지켜보는 주소라 여기에 키가 없어요. 다른 기기에서 서명하세요.</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>연락처</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>메시지</translation>
    </message>
</context>
<context>
    <name>ain::ui::WordGrid</name>
    <message>
        <source>Recovery words</source>
        <translation>복구 단어</translation>
    </message>
    <message numerus="yes">
        <source>%n word(s), shown on screen only. They are not handed to other programs.</source>
        <translation>
            <numerusform>단어 %n개를 화면에만 보여 줘요. 다른 프로그램에는 넘기지 않아요.</numerusform>
        </translation>
    </message>
</context>
</TS>
