(function(){
var busy=false,again=null;
function start(){
var form=document.querySelector('form[data-page]');
var done=document.body.hasAttribute('data-finished');
var key='raingan:'+location.pathname;
if(done){try{localStorage.removeItem(key)}catch(e){}return}
if(!form)return;
var live=document.getElementById('live');
function read(){var held={};new FormData(form).forEach(function(v,n){if(n[0]!=='_')(held[n]=held[n]||[]).push(v)});return held}
function keep(){try{localStorage.setItem(key,JSON.stringify({page:form.dataset.page,held:read()}))}catch(e){}}
function restore(){
var kept;try{kept=JSON.parse(localStorage.getItem(key)||'null')}catch(e){}
if(!kept||kept.page!==form.dataset.page)return;
Array.prototype.forEach.call(form.elements,function(one){
if(!one.name||one.name[0]==='_'||one.type==='submit')return;
var was=kept.held[one.name];
if(one.type==='radio'||one.type==='checkbox'){if(was||form.dataset.fresh)one.checked=!!was&&was.indexOf(one.value)>=0}
else if(was)one.value=was.length>1?was.shift():was[0];
})}
if(form.dataset.fresh)restore();
form.addEventListener('input',keep);
form.addEventListener('change',function(e){keep();if(form.dataset.live&&/radio|checkbox|select-one/.test(e.target.type))send('look',e.target)});
form.addEventListener('submit',function(e){e.preventDefault();send(e.submitter?e.submitter.value:'send',null)});
function send(what,from){
if(busy){if(what!=='look')again=what;return}
busy=true;clearTimeout(window.rgTimer);
var body=new URLSearchParams(new FormData(form));body.set('_do',what);
if(what!=='look')live.textContent=form.dataset.sending;
fetch(form.getAttribute('action')||location.href,{method:'POST',body:body,headers:{'Accept':'text/html'}}).then(function(r){return r.text()}).then(function(html){
busy=false;window.rgWaiting=null;
var next=new DOMParser().parseFromString(html,'text/html');
if(!next.querySelector('main'))throw new Error('no page');
var at=from?[from.name,from.value]:null,y=scrollY;
document.title=next.title;document.body.replaceWith(document.adoptNode(next.body));
start();
if(at){scrollTo(0,y);var same=document.getElementsByName(at[0]);Array.prototype.forEach.call(same,function(one){if(one.value===at[1]||same.length===1)one.focus({preventScroll:true})})}
else{var told=document.querySelector('[data-told]');if(told){told.focus();told.scrollIntoView()}else scrollTo(0,0)}
if(again){var w=again;again=null;var f=document.querySelector('form[data-page]');if(f)f.requestSubmit(f.querySelector('button[value="'+w+'"]')||undefined)}
}).catch(function(){
busy=false;
if(what==='look')return;
live.textContent=form.dataset.nosignal;live.className='notice';
window.rgWaiting=function(){send(what,null)};
window.rgTimer=setTimeout(window.rgWaiting,5000)})}
}
addEventListener('online',function(){if(window.rgWaiting)window.rgWaiting()});
start();
})();
