"""What columns are called, in the languages and CRM systems that lists come from; data only.

Names are compared by their letters and digits alone, in lower case and without accents:
"ZIP Code", "zip_code" and "ZipCode" are one. Separated by `|`.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from planner.exchange.customer_list.fields import WEEKDAYS

# fmt: off
SURE: dict[str, str] = {
    "external_id": (
        "id|account id|customer id|customer no|customer number|cust no|cust id|cust nr|client id|"
        "client number|store id|store number|store no|store nr|site id|location id|shop id|"
        "branch id|account number|account no|external id|xml id|account code|customer code|"
        "client code|debtor|debtor no|debtor number|crm id|crm number|sap number|sap id|"
        "reference|ref|account ref|row id|record id|uid|uuid|kundennummer|kundennr|kunden nr|"
        "kd nr|kdnr|kunden id|debitor|debitorennummer|debitoren nr|debitorennr|kontonummer|"
        "nummer|nr|lfd nr|numero client|n client|no client|code client|identifiant|ref client|"
        "compte client|id cliente|codigo cliente|codigo de cliente|numero de cliente|n cliente|"
        "codigo|codice cliente|codice|numero cliente|klantnummer|klantnr|klant id|relatienummer|"
        "debiteurnummer|debiteurnr|numer klienta|id klienta|nr klienta|kod klienta|"
        "numero do cliente|kundenummer|asiakasnumero|醫事機構代碼|代碼|編號|客戶編號|客户编号|"
        "编号|代码|客户代码|機構代碼|顧客番号|"
        "顧客コード|得意先コード"
    ),
    "name": (
        "name|account|account name|customer|customer name|client|client name|company|"
        "company name|business name|store name|shop name|site name|location name|organisation|"
        "organization|organisation name|organization name|display name|full company name|"
        "trading name|practice|practice name|pharmacy|pharmacy name|dealer|dealer name|cust name|"
        "name 1|name1|business|firm|firm name|firma|firmenname|kunde|kundenname|unternehmen|"
        "unternehmensname|bezeichnung|betrieb|einrichtung|nom|raison sociale|societe|nom client|"
        "nom du client|entreprise|nom de l entreprise|etablissement|nombre|razon social|empresa|"
        "cliente|nombre del cliente|nombre cliente|nombre de la empresa|ragione sociale|azienda|"
        "nome|nome cliente|denominazione|ditta|naam|bedrijf|bedrijfsnaam|klant|klantnaam|relatie|"
        "nazwa|nazwa firmy|klient|nazwa klienta|nome da empresa|razao social|foretag|kundnavn|"
        "kundenavn|firmanavn|yritys|醫事機構名稱|機構名稱|名稱|名称|公司名稱|公司名称|客戶名稱|客户名称|公司|店名|会社名|顧客名|得意先名|"
        "取引先名|企業名"
    ),
    "brand": (
        "brand|chain|banner|fascia|marke|kette|enseigne|marque|marca|cadena|insegna|catena|merk|"
        "keten|品牌"
    ),
    "parent": (
        "parent|parent account|parent id|parent company|related company|head office|group|"
        "company group|parent account name|verbundenes unternehmen|mutter|muttergesellschaft|"
        "konzern|gruppe|unternehmensgruppe|zentrale|societe mere|groupe|empresa matriz|grupo|"
        "gruppo|capogruppo|moederbedrijf|groep"
    ),
    "contact_name": (
        "contact|contact name|contact person|primary contact|main contact|person|attention|attn|"
        "full name|buyer|ansprechpartner|kontakt|kontaktperson|ansprechperson|interlocuteur|"
        "contact principal|nom du contact|contacto|persona de contacto|nombre de contacto|"
        "referente|persona di contatto|contatto|contactpersoon|osoba kontaktowa|kontakt person|"
        "聯絡人|联系人|担当者|負責人"
    ),
    "first_name": (
        "first name|given name|forename|contact first name|vorname|prenom|nombre de pila|"
        "nome di battesimo|voornaam|imie|名字"
    ),
    "last_name": (
        "last name|surname|family name|contact last name|nachname|familienname|nom de famille|"
        "apellido|apellidos|cognome|achternaam|nazwisko|姓"
    ),
    "role": (
        "role|job title|title|position|function|job|contact title|job position|job role|funktion|"
        "rolle|stellung|berufsbezeichnung|abteilung|fonction|poste|cargo|puesto|ruolo|funzione|"
        "functie|stanowisko|職稱|职位|役職"
    ),
    "address": (
        "full address|complete address|address full|formatted address|postal address|"
        "mailing address|anschrift|adresse complete|direccion completa|indirizzo completo|"
        "volledig adres|醫事機構地址|地址|住址|機構地址|公司地址|詳細地址|住所|所在地"
    ),
    "street": (
        "street|address|address 1|address1|address line 1|street address|street 1|addr|addr1|"
        "address line|road|street name|billing street|shipping street|mailing street|"
        "billing address|shipping address|strasse|str|strasse und hausnummer|strasse hausnummer|"
        "strasse nr|strasse hausnr|adresse|adresse 1|adresszeile 1|rue|adresse postale|"
        "adresse ligne 1|calle|direccion|domicilio|via|indirizzo|straat|adres|"
        "straat en huisnummer|straatnaam|ulica|endereco|rua|gatuadress|adresse1|gateadresse|街道"
    ),
    "street2": (
        "street 2|street2|address 2|address2|address line 2|addr2|address 3|address3|"
        "address line 3|suite|unit|house number|house no|street number|strasse 2|adresszusatz|"
        "adresse 2|adresszeile 2|hausnummer|haus nr|hausnr|complement|complement d adresse|"
        "adresse ligne 2|direccion 2|numero civico|civico|indirizzo 2|huisnummer|huisnr|"
        "numer domu"
    ),
    "postcode": (
        "postcode|post code|postal code|zip|zip code|zip postal code|zip4|pc|p code|pcode|"
        "zip postcode|billing zip|billing zip postal code|billing postal code|shipping zip|"
        "shipping zip postal code|shipping postal code|mailing postal code|plz|postleitzahl|"
        "code postal|cp|codigo postal|c p|cap|codice postale|codice avviamento postale|"
        "postnummer|postnr|kod pocztowy|kod|cep|郵遞區號|邮编|邮政编码|郵便番号"
    ),
    "postcode_town": (
        "plz ort|plz und ort|postcode town|pc town|postcode and town|postcode city|zip city|"
        "city state zip|city st zip|town postcode|cp ville|code postal ville|cp localidad|"
        "cap citta|postcode plaats|postcode en plaats|ort plz"
    ),
    "town": (
        "town|city|town city|city town|locality|place|suburb|billing city|shipping city|"
        "mailing city|ort|stadt|wohnort|gemeinde|ville|localite|commune|ciudad|poblacion|"
        "localidad|municipio|citta|comune|localita|plaats|stad|woonplaats|miasto|miejscowosc|"
        "cidade|postort|poststed|by|城市|鄉鎮市區|市|市区町村"
    ),
    "region": (
        "state|state code|state province|province|county|region|state name|st|billing state|"
        "billing state province|shipping state|shipping state province|mailing state|bundesland|"
        "kanton|landkreis|departement|canton|provincia|estado|comunidad autonoma|regione|prov|"
        "provincie|wojewodztwo|縣市|省|省份|都道府県"
    ),
    "country": (
        "country|country name|country code|nation|billing country|shipping country|"
        "mailing country|land|staat|pays|pais|paese|nazione|stato|kraj|國家|国家|国"
    ),
    "lat": (
        "lat|latitude|geo lat|gps lat|gps latitude|y|breite|breitengrad|latitud|latitudine|"
        "breedtegraad|szerokosc|szerokosc geograficzna|billing latitude|shipping latitude|"
        "partner latitude|geo latitude|緯度|纬度"
    ),
    "lon": (
        "lon|lng|long|longitude|geo lon|geo lng|gps lon|gps lng|gps longitude|x|laenge|lange|"
        "langengrad|laengengrad|longitud|longitudine|lengtegraad|dlugosc|dlugosc geograficzna|"
        "billing longitude|shipping longitude|partner longitude|geo longitude|經度|经度"
    ),
    "coordinates": (
        "coordinates|coordinate|coords|lat lon|lat lng|lat long|latlng|latlon|geo|gps|"
        "geolocation|position gps|lon lat|geo point|geopoint|geo point 2d|koordinaten|"
        "coordonnees|coordonnees gps|coordenadas|coordinate gps|coordinaten|wspolrzedne|point|"
        "geom|geometry|wkt|座標|坐标|經緯度|经纬度"
    ),
    "phone": (
        "phone|telephone|tel|phone number|telephone number|phone no|tel no|business phone|"
        "main phone|work phone|office phone|telefon|telefonnummer|tel nr|rufnummer|telefon 1|"
        "telephone 1|telefono|telefono 1|tel 1|phone 1|numero de telephone|telefoon|"
        "telefoonnummer|telefone|telefon geschaeftlich|puhelin|"
        "醫事機構電話|電話|電話號碼|电话|联系电话|電話番号"
    ),
    "mobile": (
        "mobile|mobile phone|mobile number|cell|cell phone|cellphone|phone 2|mobil|mobiltelefon|"
        "handy|mobilnummer|portable|telephone portable|movil|telefono movil|cellulare|mobiel|"
        "mobiele telefoon|komorka|celular|手機|手机|携帯"
    ),
    "email": (
        "email|e mail|mail|email address|e mail address|e mail adresse|email adresse|"
        "emailadresse|courriel|adresse email|adresse e mail|correo|correo electronico|"
        "posta elettronica|indirizzo email|emailadres|電子郵件|邮箱|电子邮件|メール|メールアドレス"
    ),
    "website": (
        "website|web site|web|url|homepage|www|link|website link|websiten link|web address|"
        "internet|webseite|internetadresse|site web|site internet|sitio web|pagina web|sito|"
        "sito web|strona www|網址|网址|网站"
    ),
    "grade": (
        "grade|class|cl|abc|abc class|classification|customer class|category|cat|tier|segment|"
        "priority|rank|rating|klasse|abc klasse|kundenklasse|kategorie|einstufung|prioritaet|"
        "prioritat|classe|categorie|categoria|clase|clasificacion|segmento|prioridad|"
        "classificazione|klasa|kategoria|等級|级别|等级|ランク"
    ),
    "status": (
        "status|customer type|account type|relationship type|customer status|account status|"
        "lifecycle stage|kundenstatus|kundenart|statut|type de client|tipo de cliente|"
        "tipo cliente|stato cliente|klanttype|typ klienta|estado del cliente|狀態|状态"
    ),
    "potential": (
        "potential|sales potential|potential revenue|annual potential|potential value|potenzial|"
        "umsatzpotenzial|umsatzpotential|potentiel|ca potentiel|potencial|potenziale|potentieel|"
        "potencjal|潛力|潜力"
    ),
    "revenue": (
        "revenue|sales|turnover|annual sales|yearly sales|sales ytd|revenue ytd|total sales|"
        "net sales|rev|spend|annual spend|umsatz|jahresumsatz|umsatz netto|ums|ca|"
        "chiffre d affaires|ventas|facturacion|ingresos|fatturato|vendite|omzet|jaaromzet|obrot|"
        "obroty|sprzedaz|vendas|faturamento|營業額|销售额|売上|売上高"
    ),
    "calls_per_cycle": (
        "calls per cycle|visits per cycle|call frequency|visit frequency|frequency|visits|calls|"
        "freq|visits per year|besuche|besuchsfrequenz|besuche pro jahr|besuchsrhythmus|frequence|"
        "frequence de visite|visites|frecuencia|visitas|frequenza|visite|bezoekfrequentie|"
        "bezoeken|拜訪次數|拜访频率"
    ),
    "call_minutes": (
        "call minutes|visit minutes|call length|visit length|duration|visit duration|"
        "call duration|minutes|service time|time on site|besuchsdauer|dauer|duree|"
        "duree de visite|duracion|durata|bezoekduur|czas wizyty"
    ),
    "opening_hours": (
        "opening hours|hours|open hours|business hours|opening times|store hours|"
        "hours of operation|oeffnungszeiten|offnungszeiten|geschaeftszeiten|geschaftszeiten|"
        "sprechzeiten|horaires|heures d ouverture|horaires d ouverture|horario|horarios|"
        "horario de apertura|orari|orario|orario di apertura|openingstijden|godziny otwarcia|"
        "營業時間|营业时间|営業時間"
    ),
    "notes": (
        "notes|note|comment|comments|remark|remarks|description|memo|internal notes|bemerkung|"
        "bemerkungen|notiz|notizen|kommentar|anmerkung|anmerkungen|info|remarque|remarques|"
        "commentaire|commentaires|nota|notas|observaciones|comentarios|osservazioni|opmerking|"
        "opmerkingen|notities|uwagi|notatki|備註|备注|備考"
    ),
    "last_call": (
        "last call|last visit|last visited|last call date|last visit date|last activity|"
        "last activity date|last contact|last seen|letzter besuch|letzter kontakt|"
        "letzte aktivitat|besuch am|derniere visite|dernier contact|derniere activite|"
        "ultima visita|ultimo contacto|ultimo contatto|laatste bezoek|laatste contact|"
        "ostatnia wizyta|上次拜訪|上次拜访|最終訪問日"
    ),
}

# Headings that look like a field and are none.
NONE = (
    "annual revenue|number of employees|employees|tax id|vat|vat no|vat number|ust idnr|"
    "ust id nr|steuernummer|fax|time zone|timezone|is deleted|owner|account owner|created date|"
    "created by|active|state id|country id|ist ein unternehmen|is a company|industry|ownership|"
    "siret|siren|nif|cif|partita iva|kvk|nip"
)

WEEKDAY_WORDS: dict[str, str] = {
    "mo": (
        "monday|mon|montag|lundi|lun|lunes|lunedi|maandag|ma|poniedzialek|pon|segunda|月|"
        "星期一|週一"
    ),
    "tu": (
        "tuesday|tue|tues|dienstag|di|die|mardi|mar|martes|martedi|dinsdag|wtorek|wt|terca|火|星期二|"
        "週二"
    ),
    "we": (
        "wednesday|wed|mittwoch|mi|mit|mercredi|mer|miercoles|mie|mercoledi|woensdag|wo|sroda|sr|"
        "quarta|水|星期三|週三"
    ),
    "th": (
        "thursday|thu|thur|thurs|donnerstag|don|jeudi|jeu|jueves|jue|giovedi|gio|donderdag|"
        "czwartek|czw|quinta|木|星期四|週四"
    ),
    "fr": (
        "friday|fri|freitag|fre|vendredi|ven|viernes|vie|venerdi|vrijdag|vr|piatek|pt|sexta|金|"
        "星期五|週五"
    ),
    "sa": (
        "saturday|sat|samstag|sonnabend|sam|samedi|sabado|sab|sabato|zaterdag|za|sobota|sob|土|"
        "星期六|週六"
    ),
    "su": (
        "sunday|sun|sonntag|so|son|dimanche|dim|domingo|dom|domenica|zondag|zo|niedziela|nd|日|"
        "星期日|週日"
    ),
}
OPEN_WORDS = (
    "o|open|opens|opening|from|start|von|ab|auf|offnet|de|ouvre|ouverture|abre|apertura|dalle|"
    "apre|van|od|begin"
)
CLOSE_WORDS = (
    "c|close|closes|closing|to|until|till|end|bis|zu|schliesst|a|ferme|fermeture|cierra|cierre|"
    "alle|chiude|tot|do"
)
HOURS_WORDS = "|hours|times|zeiten|zeit|horaires|horario|orario|tijden"

SALESFORCE = (
    "billing city|billing street|billing state|billing state province|billing zip postal code|"
    "billing postal code|billing latitude|shipping city|shipping street|parent id|account owner|"
    "is deleted|last activity date|number of employees|annual revenue|ownership|account name"
)
ODOO = (
    "ist ein unternehmen|verbundenes unternehmen|websiten link|is a company|related company|"
    "strasse2|street2|website link|company name entity|est une entreprise|xml id|"
    "partner latitude|zip|ust idnr|tax id|display name"
)
# fmt: on

_LETTERS = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "æ": "ae", "đ": "d", "œ": "oe"})


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """A heading's letters and digits alone, lower case, no accents: how names are compared."""
    text = unicodedata.normalize("NFKC", heading).casefold().translate(_LETTERS)
    text = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in text if letter.isalnum())


def _names(text: str) -> list[str]:
    return [plain(name) for name in text.split("|")]


def _weekday_headings() -> dict[str, str]:
    table: dict[str, str] = {}
    suffixes = (("open", OPEN_WORDS), ("close", CLOSE_WORDS), ("hours", HOURS_WORDS))
    for day in WEEKDAYS:
        for word in (day, *_names(WEEKDAY_WORDS[day])):
            for part, words in suffixes:
                for suffix in _names(words):
                    table.setdefault(word + suffix, f"{day}_{part}")
                    if suffix:
                        table.setdefault(suffix + word, f"{day}_{part}")
    return table


KNOWN: dict[str, str] = {
    name: field for field, names in SURE.items() for name in (plain(field), *_names(names))
}
"""Every known heading, as `plain` writes it, to its field."""
KNOWN.update({"parentid": "parent", "adresse": "street", "geo": "coordinates"})
HOURS_KNOWN = {name: field for name, field in _weekday_headings().items() if name not in KNOWN}
NOT_FIELDS = frozenset(_names(NONE))
PRESETS: dict[str, frozenset[str]] = {
    "salesforce": frozenset(_names(SALESFORCE)),
    "odoo": frozenset(_names(ODOO)),
}
"""Headings that give away where a list was exported."""
